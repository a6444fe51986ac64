//! The checkpoint of a session under way.
