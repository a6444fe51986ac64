//! What was done each day beside the next morning, and below it what the days of an amount have in common.

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::super::Look;
use super::super::page::below;
use super::grid;
use super::said::say;
use crate::domain::body::Side;
use crate::domain::record::Pain;
use crate::domain::time::clock;
use crate::domain::trend::words::SIDE_BY_SIDE;
use crate::domain::trend::{Response, Responses, table};
use crate::ui::screen::trends::Trends;
use crate::ui::widget::lanes::Lanes;
use crate::ui::widget::text::{Prose, columns};

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
        let lanes = Lanes::new(&days, theme).cursor(pointed);
        let summary = table::by_amount(&feet);
        let patience = Prose::new(SIDE_BY_SIDE, theme.quiet());
        let (roomy, airy) = (body.height >= 16, body.height >= 24);
        let table_rows = u16::try_from(summary.rows.len()).unwrap_or(0) + 1;
        let words = 1 + table_rows + patience.height(body.width) + u16::from(roomy) + 2 * u16::from(airy);
        let picture = body.height.saturating_sub(words);
        let mut rest = body;
        let is_drawn = picture >= Lanes::least(days.len());
        let (head, style) = match pointed {
            Some(day) => (reading(day, &days, body.width), theme.strong()),
            None => (heading(&feet, &lanes, body.width), theme.quiet()),
        };
        if is_drawn || pointed.is_some() {
            let prose = Prose::new(&head, style);
            let high = if columns(&head) <= body.width { 1 } else { prose.height(body.width) };
            say(&head, style, (body, buf));
            rest = below(rest, high);
        }
        if is_drawn {
            lanes.render(Rect { height: picture, ..rest }, buf);
            rest = below(rest, picture + u16::from(roomy));
        }
        grid::draw(&summary, 0, look, (Rect { height: table_rows, ..rest }, buf));
        rest = below(rest, table_rows);
        if airy || !is_drawn {
            grid::note(summary.note, look, (Rect { height: 1, ..rest }, buf));
            rest = below(rest, 1 + u16::from(airy));
        }
        patience.render(rest, buf);
    }
}

/// How much is in sight, if it is not all of it, what a number is, and what the usual is: as much of that as there is room
/// for.
fn heading(feet: &[(Side, Responses)], lanes: &Lanes<'_>, width: u16) -> String {
    let minutes = |(side, responses): &(Side, Responses)| Some(format!("{} {}", side.word(), clock(responses.usual?)));
    let told: Vec<String> = feet.iter().filter_map(minutes).collect();
    let usual = (!told.is_empty()).then(|| format!("usual: {} min", told.join(", ")));
    let (shown, all) = lanes.shown(width);
    let part = (shown.len() < all).then(|| format!("last {} of {all} days", shown.len()));
    let has_worst = shown.iter().any(|day| day.next.is_some_and(|pain| pain.value() == 10));
    let worst = if has_worst { ", x is 10" } else { "" };
    let of = |numbers: &str| [part.clone(), Some(format!("{numbers}{worst}")), usual.clone()].into_iter().flatten();
    let whole = of("a number is the next morning").collect::<Vec<_>>().join("; ");
    if columns(&whole) <= width {
        return whole;
    }
    let mut said = String::new();
    for words in of("numbers: next morning") {
        if said.is_empty() {
            said = words;
        } else if columns(&said) + columns(&words) + 2 <= width {
            said = format!("{said}; {words}");
        }
    }
    said
}

/// What is known of the day that is pointed at.
fn reading(day: NaiveDate, feet: &[(Side, &[Response])], width: u16) -> String {
    let number = |pain: Option<Pain>| pain.map_or_else(|| "not rated".to_owned(), |pain| pain.value().to_string());
    let said = feet.iter().filter_map(|(side, days)| {
        let response = days.iter().find(|response| response.day == day)?;
        let (same, next) = (number(response.same), number(response.next));
        Some(format!("{} {} min, mornings {same} then {next}", side.word(), response.minutes()))
    });
    let said = said.collect::<Vec<_>>().join("; ");
    let long = format!("{}: {said}", day.format("%a %-d %b %Y"));
    if columns(&long) <= width { long } else { format!("{}: {said}", day.format("%a %-d %b")) }
}
