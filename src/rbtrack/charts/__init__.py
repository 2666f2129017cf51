"""Values drawn on axes. Readable in grey, for colour-blind readers, and with the figures printed."""
