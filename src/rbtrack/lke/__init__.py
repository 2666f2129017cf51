"""Worksheets (LKE): read, issued, and given back with their problems marked. Excel itself is the business of `xlsx`."""
