"""What `rbtrack demo` loads: the published letters of BPS for 2014 and 2015, as data.

Source: the worksheet of PermenPANRB 14/2014 evaluated for Badan Pusat Statistik (public repository
zdp2430/lkerb). Letters and values only; the notes shown in the demo are made up.
"""
