//! The terminal: taken, written to, and given back exactly as it was found.
