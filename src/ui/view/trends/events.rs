//! What happened, newest first, with the two weeks before and after it in words.

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;

use super::super::Look;
use super::super::page::{below, line, row};
use super::{FOOT, side_sign};
use crate::domain::body::Side;
use crate::domain::trend::words::{NOT_BECAUSE, also};
use crate::domain::trend::{Diary, Mark, Measure, table};
use crate::ui::screen::trends::Trends;
use crate::ui::widget::text::{Prose, columns, wrap};

/// One row of the list: a word before it, and the text beside that.
struct Row {
    word: &'static str,
    word_style: Style,
    text: String,
    style: Style,
    /// Columns before the text.
    indent: u16,
}

impl Trends {
    pub(super) fn events_list(&self, diary: &Diary, today: NaiveDate, look: Look, (body, buf): (Rect, &mut Buffer)) {
        let theme = look.theme;
        let events = self.events(today);
        if events.is_empty() {
            let text = "No event is marked in this time. e marks one: new insoles, a holiday, a long walk. In the \
                        pictures of pain the arrows choose the day it stands on; `solemate log event \"new insoles\"` \
                        does the same.";
            Prose::new(text, theme.text()).render(body, buf);
            return;
        }
        let short = NOT_BECAUSE.split_inclusive('.').next().unwrap_or(NOT_BECAUSE);
        let note = Prose::new(if body.height < 12 { short } else { NOT_BECAUSE }, theme.quiet());
        let note_rows = note.height(body.width);
        let room = Rect { height: body.height.saturating_sub(note_rows + u16::from(body.height >= 16)), ..body };
        let rows: Vec<Row> =
            events.iter().rev().flat_map(|mark| self.event_rows(mark, diary, today, look, room.width)).collect();
        let hidden = u16::try_from(rows.len().saturating_sub(1)).unwrap_or(u16::MAX).saturating_sub(room.height);
        let top = self.scroll().top(hidden);
        for (y, said) in (0..room.height).zip(rows.iter().skip(top.into())) {
            let at = row(room, y);
            line(said.word, said.word_style, (at, buf));
            let place = Rect { x: at.x + said.indent, width: at.width.saturating_sub(said.indent), ..at };
            line(&said.text, said.style, (place.intersection(at), buf));
        }
        note.render(below(body, body.height.saturating_sub(note_rows)), buf);
    }

    fn event_rows(&self, mark: &Mark, diary: &Diary, today: NaiveDate, look: Look, width: u16) -> Vec<Row> {
        let theme = look.theme;
        let mut rows = Vec::new();
        let mut add = |word: (&'static str, Style), text: &str, style: Style, indent: u16| {
            let lines = wrap(text, width.saturating_sub(indent));
            rows.extend(lines.enumerate().map(|(n, text)| Row {
                word: if n == 0 { word.0 } else { "" },
                word_style: word.1,
                text: text.to_owned(),
                style,
                indent,
            }));
        };
        let nothing = ("", theme.text());
        let heading = format!("{}  {}", mark.day().format("%-d %b %Y"), mark.text);
        add(nothing, &heading, theme.strong(), 0);
        let readings = self.rated().map(|rated| table::readings(mark, rated, &Side::BOTH, today)).unwrap_or_default();
        if readings.is_empty() {
            add(nothing, "Nothing was rated in the two weeks before and after.", theme.text(), 0);
        }
        let measures = Measure::ALL.iter().filter(|of| readings.iter().any(|(measure, ..)| measure == *of)).count();
        for (measure, side, beside) in &readings {
            let what = if measures > 1 || *measure == Measure::DayAverage {
                format!("{}: {beside}", measure.short())
            } else {
                beside.to_string()
            };
            add((side_sign(*side), theme.side(*side)), &what, theme.text(), FOOT);
        }
        if let Some(also) = also(&diary.events_near(mark)) {
            add(nothing, &also, theme.quiet(), if columns(&also) + FOOT <= width { FOOT } else { 0 });
        }
        add(nothing, " ", theme.text(), 0);
        rows
    }
}
