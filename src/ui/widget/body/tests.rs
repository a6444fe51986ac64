use super::super::{bears_every_size, rows};
use super::*;
use crate::ui::theme::Kind;
