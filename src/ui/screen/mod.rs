//! One file for each screen: a struct with its scope, `update` and `view`. Screens name each other by [`super::effect::Go`]
//! and never import each other.

pub mod adapt;
pub mod after;
pub mod before;
pub mod cues;
pub mod editor;
pub mod guide;
pub mod health;
pub mod history;
pub mod home;
pub mod learn;
pub mod player;
pub mod rate;
pub mod recover;
pub mod settings;
pub mod trends;
