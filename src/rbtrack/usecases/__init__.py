"""One function for each thing that a user wants: fetch, ask the domain, save or return."""
