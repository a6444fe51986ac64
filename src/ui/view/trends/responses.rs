//! What was done each day beside the next morning, and below it what the days of an amount have in common.

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::super::Look;
use super::super::page::{below, line, row};
use super::grid;
use crate::domain::body::Side;
use crate::domain::trend::words::SIDE_BY_SIDE;
use crate::domain::trend::{Response, Responses, table};
use crate::ui::screen::trends::Trends;
use crate::ui::widget::lanes::Lanes;
use crate::ui::widget::text::{Prose, fit};

impl Trends {
    pub(super) fn responses_picture(&self, today: NaiveDate, look: Look, (body, buf): (Rect, &mut Buffer)) {
        let theme = look.theme;
        let feet = self.responding(today);
        if feet.is_empty() {
            let text = "No first steps are rated on a day after another one that is known here. `solemate morning 5 2` \
                        keeps left 5, right 2; a session keeps its minutes by itself.";
            Prose::new(text, theme.text()).render(body, buf);
            return;
        }
        let days: Vec<(Side, &[Response])> =
            feet.iter().map(|(side, _)| (*side, self.responses(*side, today))).collect();
        let pointed = self.pointed(today);
        let summary = table::by_amount(&feet);
        let patience = Prose::new(SIDE_BY_SIDE, theme.quiet());
        let reading = pointed.map(|day| reading(day, &days));
        let roomy = body.height >= 16;
        let table_rows = u16::try_from(summary.rows.len()).unwrap_or(3) + 1;
        let words = table_rows + 1 + patience.height(body.width) + u16::from(reading.is_some());
        let air = if body.height >= 24 { 2 } else { u16::from(roomy) };
        let picture = body.height.saturating_sub(words + air + u16::from(roomy));
        let lanes = Lanes::new(&days, theme).cursor(pointed);
        let mut rest = body;
        if picture >= Lanes::least(days.len()) {
            if roomy {
                let usual = usual(&feet, lanes.shown(body.width).len(), days.first().map_or(0, |(_, days)| days.len()));
                line(&fit(&usual, body.width, theme), theme.quiet(), (row(body, 0), buf));
            }
            let room = Rect { height: picture, ..below(body, u16::from(roomy)) };
            lanes.render(room, buf);
            rest = below(body, u16::from(roomy) + picture + u16::from(air > 0));
        }
        grid::draw(&summary, 0, look, (Rect { height: table_rows, ..rest }, buf));
        rest = below(rest, table_rows);
        grid::note(summary.note, look, (Rect { height: 1, ..rest }, buf));
        rest = below(rest, 1 + u16::from(air > 1));
        if let Some(text) = &reading {
            line(&fit(text, body.width, theme), theme.strong(), (row(rest, 0), buf));
            rest = below(rest, 1);
        }
        patience.render(rest, buf);
    }
}

/// What the usual is, and what is in sight.
fn usual(feet: &[(Side, Responses)], shown: usize, days: usize) -> String {
    let minutes = |(side, responses): &(Side, Responses)| Some(format!("{} {} min", side.word(), responses.usual?));
    let told: Vec<String> = feet.iter().filter_map(minutes).collect();
    let usual = if told.is_empty() { String::new() } else { format!("usual: {}; ", told.join(", ")) };
    let part = if shown < days { format!("; {shown} of {days} days") } else { String::new() };
    format!("{usual}a number is the next morning's first steps, x is 10{part}")
}

/// What is known of the day that is pointed at.
fn reading(day: NaiveDate, feet: &[(Side, &[Response])]) -> String {
    let said = feet.iter().filter_map(|(side, days)| {
        let response = days.iter().find(|response| response.day == day)?;
        let next = response.next.map_or_else(|| "not rated".to_owned(), |pain| pain.value().to_string());
        let same = response.same.map_or_else(String::new, |pain| format!(" ({} that morning)", pain.value()));
        Some(format!("{} {} min, next morning {next}{same}", side.word(), response.minutes))
    });
    format!("{}: {}", day.format("%a %-d %b %Y"), said.collect::<Vec<_>>().join("; "))
}
