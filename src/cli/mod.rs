//! The arguments, and one small file for each verb that needs no screen.
