"""Edits of worksheets after which a person sees something else, with LibreOffice as the judge of what is seen."""
