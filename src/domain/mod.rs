//! What solemate is about, without a screen, a file or a clock.
//!
//! `routine` is what is on paper, `plan` is a routine unrolled for one person and day, `session` is a plan being lived,
//! `record` is what is kept of it. `text` is the one gate for foreign text, `time` the two kinds of time.

pub mod advice;
pub mod anatomy;
pub mod body;
pub mod care;
pub mod catalogue;
pub mod cues;
pub mod dawn;
pub mod desk;
pub mod done;
pub mod due;
pub mod edit;
pub mod filter;
pub mod fit;
pub mod health;
pub mod hearing;
pub mod history;
pub mod learn;
pub mod limits;
pub mod motion;
pub mod order;
pub mod plan;
pub mod propose;
pub mod record;
pub mod remind;
pub mod routine;
pub mod rule;
pub mod safety;
pub mod session;
pub mod settings;
pub mod sheet;
pub mod text;
pub mod time;
pub mod toward;
pub mod trend;
mod unroll;
pub mod vocabulary;
pub mod when;
pub mod words;
