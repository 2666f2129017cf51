"""The years that can have been judged: any other is a typing mistake."""

FIRST_YEAR, LAST_YEAR = 1990, 2100
