//! Styles by meaning.
