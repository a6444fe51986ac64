//! The clocks: the only place that asks what time it is.
