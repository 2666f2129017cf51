"""Excel worksheets, in and out. The way in: guard, cells, layout, outline, reader."""
