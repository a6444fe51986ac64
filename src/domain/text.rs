//! The one gate for foreign text (routine files, notes, file names, error messages of libraries): nothing reaches a
//! screen, a stream or a file but as [`Clean`].

use serde::{Deserialize, Deserializer, Serialize};

/// Text in which nothing can steer a terminal or hide from a reader. Only this module can make one.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize)]
#[serde(transparent)]
pub struct Clean(Box<str>);

impl Clean {
    /// Makes any text harmless: what could steer a terminal or hide is made visible, never dropped silently.
    pub fn visible(text: &str) -> Self {
        Self(text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect::<String>().into())
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::ops::Deref for Clean {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Clean {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&self.0)
    }
}

impl<'de> Deserialize<'de> for Clean {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(Self::visible(&String::deserialize(from)?))
    }
}
