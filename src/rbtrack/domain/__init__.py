"""The ground floor: frozen values and pure functions, and nothing but the standard library."""
