"""Changes a user's own workbook part by part: all that is not changed keeps its bytes."""
