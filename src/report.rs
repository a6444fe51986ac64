//! One page for a clinician: what was rated and done in some weeks, as a page for a browser or paper, or as text.
//!
//! The page stands by itself: no script, no outside reference, nothing but what was asked for.
//!
//! ```text
//! gather   facts to the figures of the page        chart   mornings as a picture
//! page     the figures as HTML, or as text         data    the figures for scripts
//! counts   what is counted on it                  weeks   the course of the weeks, in rows
//! ```

mod chart;
mod counts;
mod data;
mod gather;
mod page;
mod weeks;

pub use data::Figures;
pub use gather::Gather;
pub use page::{Asked, Report};
