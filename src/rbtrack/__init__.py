"""rbtrack: Reformasi Birokrasi and SAKIP scores of Indonesian government offices, year beside year."""

__version__ = "0.1.0"
