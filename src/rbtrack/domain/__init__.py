"""The ground floor: frozen values and pure functions, on the standard library alone."""
