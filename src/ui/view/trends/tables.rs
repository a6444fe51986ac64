//! The same in rows: week by week, and session by session.

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::super::Look;
use super::super::page::{below, line, row};
use super::grid::note;
use super::side_sign;
use crate::domain::body::{PerSide, Side};
use crate::domain::history::BeforeAfter;
use crate::domain::record::Pain;
use crate::domain::trend::{Diary, Measure};
use crate::domain::words;
use crate::ui::screen::trends::Trends;
use crate::ui::widget::text::{Prose, columns, fit};

/// So much of a routine's name tells which one it was.
const NAME: u16 = 10;

/// The widest a row of a session becomes: an eye finds from its name to its figures.
const WIDEST: u16 = 124;

/// How much is said of the pain around a session.
#[derive(Clone, Copy)]
enum Form {
    Words,
    Signs,
    Letters,
}

impl Trends {
    /// One measure as a table, week by week. A number that has no room is left out whole, with its column.
    pub(super) fn weeks(
        &self,
        measure: Measure,
        diary: &Diary,
        today: NaiveDate,
        look: Look,
        (body, buf): (Rect, &mut Buffer),
    ) {
        let theme = look.theme;
        let (with_minutes, with_sessions) = (body.width >= 40, body.width >= 50);
        let mut head = format!("{:<12}{:>9}{:>9}", "week to", "LEFT", "RIGHT");
        if with_minutes {
            head.push_str("   minutes");
        }
        if with_sessions {
            head.push_str("  sessions");
        }
        line(&head, theme.quiet(), (row(body, 0), buf));
        let weeks: Vec<_> = diary.weeks(self.range(), today).collect();
        let room = below(body, 1);
        let room = Rect { height: room.height.saturating_sub(1), ..room };
        let hidden = u16::try_from(weeks.len()).unwrap_or(u16::MAX).saturating_sub(room.height);
        let top = self.scroll().top(hidden);
        for (y, (from, to)) in (0..room.height).zip(weeks.into_iter().skip(top.into())) {
            let mut text = format!("{:<12}", to.format("%-d %b %Y").to_string());
            for side in Side::BOTH {
                let middle = self.series(measure, side).and_then(|series| series.middle(from, to));
                let cell = middle
                    .map_or_else(|| theme.signs().missing.to_owned(), |(median, days)| format!("{median} ({days})"));
                text.push_str(&format!("{cell:>9}"));
            }
            let (done, sessions) = diary.practice((from, to), &Side::BOTH);
            if with_minutes {
                text.push_str(&format!("{:>10}", words::nearest_minutes(done)));
            }
            if with_sessions {
                text.push_str(&format!("{sessions:>10}"));
            }
            line(&text, theme.text(), (row(room, y), buf));
        }
        let notes = [
            "Seven days to the day named; the median of the rated days (how many).",
            "To that day: median (rated days).",
        ];
        note(notes, look, (body, buf));
    }

    /// Pain before and after the sessions of the range.
    pub(super) fn around(&self, today: NaiveDate, look: Look, (body, buf): (Rect, &mut Buffer)) {
        let theme = look.theme;
        let sessions = self.around_sessions(today);
        if sessions.is_empty() {
            let text = "No session was rated before and after. Both questions can always be skipped.";
            Prose::new(text, theme.text()).render(body, buf);
            return;
        }
        let room = Rect { height: body.height.saturating_sub(1), width: body.width.min(WIDEST), ..body };
        let hidden = u16::try_from(sessions.len()).unwrap_or(u16::MAX).saturating_sub(room.height);
        let top = self.scroll().top(hidden);
        let seen: Vec<_> = sessions.iter().skip(top.into()).take(room.height.into()).collect();
        let long = room.width >= 60;
        let name_at = if long { 13 } else { 8 };
        // One form for all that is in sight, and a column for each foot: what stands apart cannot be compared.
        let wide = |form: Form| {
            Side::BOTH.map(|side| {
                let said = seen.iter().filter_map(|session| told(session.pain, side, form, look));
                said.map(|said| columns(&said)).max().unwrap_or(0)
            })
        };
        let taken = |form: Form| wide(form).into_iter().filter(|wide| *wide > 0).map(|wide| wide + 2).sum::<u16>();
        let left = |form: Form| room.width.saturating_sub(name_at + taken(form));
        let form = [Form::Words, Form::Signs].into_iter().find(|form| left(*form) >= NAME).unwrap_or(Form::Letters);
        let feet = Side::BOTH.into_iter().zip(wide(form)).filter(|(_, width)| *width > 0).collect::<Vec<_>>();
        let longest = seen.iter().map(|session| columns(&session.name)).max().unwrap_or(0);
        let name_width = left(form).min(longest);
        for (y, session) in (0..room.height).zip(seen) {
            let at = row(room, y);
            let day = session.day.format(if long { "%-d %b %Y" } else { "%-d %b" }).to_string();
            line(&day, theme.quiet(), (at, buf));
            let name = Rect { x: at.x + name_at, width: name_width, ..at };
            line(&fit(&session.name, name.width, theme), theme.text(), (name.intersection(at), buf));
            let mut x = name.right() + 2;
            for (side, width) in feet.iter().copied() {
                let place = Rect { x, width, ..at }.intersection(at);
                if let Some(said) = told(session.pain, side, form, look) {
                    line(&said, theme.text(), (place, buf));
                    let sign = said.split(' ').next().unwrap_or_default();
                    line(sign, theme.side(side), (place, buf));
                }
                x = x.saturating_add(width + 2);
            }
        }
        let below = hidden.saturating_sub(top);
        let more = if below > 0 { format!("more below: {below}. ") } else { String::new() };
        let notes = ["A moment, not a result. A change of one is about the same.", "A moment, not a result."];
        let notes = notes.map(|text| format!("{more}{text}"));
        note([&notes[0], &notes[1]], look, (body, buf));
    }
}

/// Pain before and after of a foot, if it was rated both times.
fn told(pain: PerSide<BeforeAfter>, side: Side, form: Form, look: Look) -> Option<String> {
    let signs = look.theme.signs();
    let around = pain.of(side);
    around.change()?;
    let number = |pain: Option<Pain>| pain.map_or_else(|| signs.missing.to_owned(), |pain| pain.value().to_string());
    let (before, after) = (number(around.before), number(around.after));
    Some(match (form, side) {
        (Form::Words, side) => {
            format!("{} {}", side_sign(side), words::before_after(around.before, around.after))
        }
        (Form::Signs, side) => format!("{} {before} {} {after}", side_sign(side), signs.right),
        (Form::Letters, Side::Left) => format!("L {before} {} {after}", signs.right),
        (Form::Letters, Side::Right) => format!("R {before} {} {after}", signs.right),
    })
}
