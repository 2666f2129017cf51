"""Excel files as such: guarded, read cell by cell, and changed without disturbing the rest. Knows no LKE."""
