//! Styles by meaning.

/// Styles.
#[derive(Clone, Copy, Debug)]
pub struct Theme;
