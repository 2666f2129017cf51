"""The years that can have been judged: one outside of them is a slip of the keyboard."""

FIRST_YEAR, LAST_YEAR = 1990, 2100
