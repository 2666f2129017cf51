"""Tables: one value for everything that is shown in rows, and its ways into files."""
