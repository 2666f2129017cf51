"""The leadership page: one HTML file about one office that opens offline and prints to a document to be signed."""
