//! Shows what a step looks like, for looking at drawings while they are made:
//!
//! ```text
//! cargo run --example drawings -- kneading calf_all 48 24        # technique, zone, columns, rows
//! cargo run --example drawings -- kneading calf_all 48 24 right
//! ```
#![allow(clippy::expect_used, clippy::print_stdout, missing_docs)]

use std::time::Duration;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::widgets::Widget;
use solemate::domain::body::{Side, Technique, Zone};
use solemate::domain::motion::{Beat, motion};
use solemate::domain::plan::{Kind, PlanStep};
use solemate::domain::text::Clean;
use solemate::store::anatomy;
use solemate::ui::theme::{Kind as Colours, Theme};
use solemate::ui::widget::body::Body;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let word = |n: usize, default: &str| words.get(n).cloned().unwrap_or_else(|| default.to_owned());
    let technique = Technique::named(&word(0, "kneading")).expect("a technique");
    let zones = word(1, "calf_all").split(',').map(|zone| Zone::named(zone).expect("a zone")).collect::<Vec<_>>();
    let (wide, high) = (word(2, "40").parse().expect("columns"), word(3, "24").parse().expect("rows"));
    let side = if word(4, "left") == "right" { Side::Right } else { Side::Left };
    let part = zones.first().expect("a zone").part();
    let step = PlanStep {
        name: Clean::visible("Step"),
        technique: Some(technique),
        zones,
        toward: None,
        position: None,
        pace: None,
        limit: None,
        cue: None,
        how: None,
        care: None,
        part,
        aloud: Default::default(),
    };
    let kind = if matches!(technique, Technique::StretchFascia) { Kind::Hold } else { Kind::Work };
    let theme = Theme::new(Colours::None);
    let anatomy = anatomy::ours();
    let moments: Vec<f64> = words.iter().skip(5).filter_map(|word| word.parse().ok()).collect();
    for seconds in if moments.is_empty() { vec![1.0] } else { moments } {
        let beat = Beat {
            kind,
            elapsed: Duration::from_secs_f64(seconds),
            length: Duration::from_secs(30),
            count: 1,
            of: 1,
            still: false,
        };
        let Some(motion) = motion(&step, beat) else { return println!("nothing to show") };
        let Some(drawing) = anatomy.of(motion.view) else { return println!("no drawing of that") };
        let area = Rect::new(0, 0, wide, high);
        let mut buf = Buffer::empty(area);
        Body::new(drawing, &motion, side, &theme).render(area, &mut buf);
        for row in buf.content().chunks(wide.into()) {
            println!("{}", row.iter().map(Cell::symbol).collect::<String>().trim_end());
        }
    }
}
