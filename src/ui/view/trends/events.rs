//! What happened, newest first, with the two weeks before and after it in words.

use chrono::{Days, NaiveDate};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::super::Look;
use super::super::page::{below, line, row};
use super::passage::Passage;
use super::{FOOT, side_sign};
use crate::domain::body::Side;
use crate::domain::trend::words::{NOT_BECAUSE, also};
use crate::domain::trend::{Diary, Mark, Measure, STRETCH, table};
use crate::ui::keymap::{Action, Scope};
use crate::ui::screen::trends::Trends;
use crate::ui::widget::plot::{Plot, WHOLE, even};
use crate::ui::widget::text::{Prose, columns};

/// From so many columns on pictures stand beside the words, with so many between them.
const WIDE: u16 = 150;
const GAP: u16 = 4;

/// The most rows of such a picture.
const HIGHEST: u16 = 23;

impl Trends {
    pub(super) fn events_list(&self, diary: &Diary, today: NaiveDate, look: Look, (body, buf): (Rect, &mut Buffer)) {
        let theme = look.theme;
        let events = self.events(today);
        if events.is_empty() {
            let here = |action| look.key(Scope::Trends, action);
            let (event, left, right) = (here(Action::Event), here(Action::Left), here(Action::Right));
            let text = format!(
                "No event is marked in this time. {event} marks one: new insoles, a holiday, a long walk. In the pictures \
                 of pain {left} and {right} choose the day it stands on; `solemate log event \"new insoles\"` does the \
                 same."
            );
            Prose::new(&text, theme.text()).render(body, buf);
            return;
        }
        let short = NOT_BECAUSE.split_inclusive('.').next().unwrap_or(NOT_BECAUSE);
        let note = Prose::new(if body.height < 12 { short } else { NOT_BECAUSE }, theme.quiet());
        let note_rows = note.height(body.width);
        let room = Rect { height: body.height.saturating_sub(note_rows + u16::from(body.height >= 16)), ..body };
        let pictured = room.width >= WIDE && room.height > WHOLE;
        let room = if pictured { Rect { width: room.width / 2 - GAP, ..room } } else { room };
        let mut passage = Passage::new(room.width);
        let mut starts = Vec::new();
        for mark in events.iter().rev() {
            // Of thousands no more are made than are looked at.
            if passage.is_enough(self.scroll(), room.height) {
                passage.cut();
                break;
            }
            starts.push(passage.len());
            self.event_rows(mark, diary, today, look, &mut passage);
        }
        passage.draw(self.scroll(), look, (room, buf));
        if pictured {
            let top = usize::from(passage.top(self.scroll(), room.height));
            let first = starts.iter().rposition(|start| *start <= top).unwrap_or(0);
            let right = Rect { x: room.x + room.width + GAP, width: room.width, ..room };
            self.event_pictures(events.iter().rev().skip(first).copied(), &events, look, (right, buf));
        }
        note.render(below(body, body.height.saturating_sub(note_rows)), buf);
    }

    /// First steps in the two weeks before and after each event that is in sight, as many as there is room for.
    fn event_pictures<'a>(
        &self,
        shown: impl Iterator<Item = &'a Mark>,
        all: &[&Mark],
        look: Look,
        (area, buf): (Rect, &mut Buffer),
    ) {
        let Some(measure) = Measure::ALL.into_iter().find(|measure| !self.traces(*measure).is_empty()) else { return };
        let (traces, days) = (self.traces(measure), Days::new(STRETCH));
        let shown: Vec<&Mark> = shown.take(usize::from(area.height / WHOLE)).collect();
        let each = area.height / u16::try_from(shown.len()).unwrap_or(u16::MAX).max(1);
        // A heading and an empty row; and no scale is read better for being higher than this.
        let high = even(each.saturating_sub(2).clamp(WHOLE, HIGHEST));
        let mut rest = area;
        for mark in shown {
            if rest.height <= high {
                return;
            }
            let (from, to) = (mark.day.checked_sub_days(days), mark.day.checked_add_days(days));
            let (Some(from), Some(to)) = (from, to) else { continue };
            let marks: Vec<(NaiveDate, &str)> = all.iter().map(|other| (other.day, other.text.as_str())).collect();
            let head = format!("{} around {}", measure.name(), mark.day.format("%-d %b %Y"));
            line(&head, look.theme.quiet(), (row(rest, 0), buf));
            let plot = Plot::new(&traces, (from, to), measure.meaningful(), look.theme).events(&marks);
            plot.render(Rect { height: high, ..below(rest, 1) }, buf);
            rest = below(rest, high + 2);
        }
    }

    fn event_rows(&self, mark: &Mark, diary: &Diary, today: NaiveDate, look: Look, passage: &mut Passage) {
        let theme = look.theme;
        let nothing = ("", theme.text());
        if !passage.is_empty() {
            passage.add(nothing, " ", theme.text(), 0);
        }
        let heading = format!("{}  {}", mark.day.format("%-d %b %Y"), mark.text);
        passage.add(nothing, &heading, theme.strong(), 0);
        let readings = self.rated().map(|rated| table::readings(mark, rated, &Side::BOTH, today)).unwrap_or_default();
        if readings.is_empty() {
            passage.add(nothing, "Nothing was rated in the two weeks before and after.", theme.text(), 0);
        }
        let measures = Measure::ALL.iter().filter(|of| readings.iter().any(|(measure, ..)| measure == *of)).count();
        for (measure, side, beside) in &readings {
            let [before, after] = beside.clauses();
            let named = measures > 1 || *measure == Measure::DayAverage;
            let before = if named { format!("{}: {before}", measure.short()) } else { before };
            passage.add_clauses((side_sign(*side), theme.side(*side)), &[before, after], theme.text(), FOOT);
        }
        if let Some(also) = also(&diary.events_near(mark)) {
            let indent = if columns(&also).saturating_add(FOOT) <= passage.width() { FOOT } else { 0 };
            passage.add(nothing, &also, theme.quiet(), indent);
        }
    }
}
