//! The person's settings, and where files live.
