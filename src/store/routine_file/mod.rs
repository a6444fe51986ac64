//! The text of a routine file to a routine, and every mistake in it to a place and a remedy.
