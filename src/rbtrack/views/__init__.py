"""What use cases return: frozen values for tables, charts, workbooks and pages to show."""
