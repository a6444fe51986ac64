//! Whether it is getting better, in one look: a picture of the days, and below it what it says, with how many days that
//! rests on.

mod calendar;
mod done;
mod events;
mod grid;
mod passage;
mod responses;
mod tables;

use std::time::Duration;

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;

use self::calendar::calendar;
use self::done::{minutes, work};
use self::passage::Passage;
use super::Look;
use super::page::{Page, below, both_ends, foot_saying, footer, line, row};
use crate::domain::body::Side;
use crate::domain::time::FIRST_YEAR;
use crate::domain::trend::words::{EVENTS_EXPLAINED, PATIENCE, RESPONSES_EXPLAINED};
use crate::domain::trend::{Diary, Measure, Range};
use crate::ui::screen::trends::{Picture, Trends};
use crate::ui::widget::plot::{LEAST, Plot, Trace, even, is_fine};
use crate::ui::widget::text::{MEASURE, Prose, columns, fit};

/// The columns in which `LEFT` and `RIGHT` stand before what is said of a foot.
const FOOT: u16 = 7;

/// Below so many rows there is no room for more than one picture.
const ROOM_FOR_MORE: u16 = 34;

impl Trends {
    pub(super) fn view(&self, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let page = Page::of_pictures(area);
        let theme = look.theme;
        let name = |range| match range {
            Range::Weeks(weeks) => format!("{weeks} w"),
            Range::All => "all".to_owned(),
        };
        let marked =
            |range| if range == self.range() { format!("[{}]", name(range)) } else { format!(" {} ", name(range)) };
        let ranges = Range::OFFERED.map(marked).join(" ");
        let title = self.picture().name();
        let fits = columns(title) + columns(&ranges) + 2 <= page.heading.width;
        let ranges = if fits { ranges } else { name(self.range()) };
        both_ends((title, theme.strong()), (ranges.trim_end(), theme.quiet()), (page.heading, buf));
        let mut body = page.body;
        if let Some(trouble) = self.trouble() {
            let prose = Prose::new(trouble, theme.attention());
            prose.clone().render(body, buf);
            body = below(body, prose.height(body.width));
        }
        if let Some(event) = self.event() {
            let rows = event.line(look, (body, buf)) + u16::from(body.height >= 16);
            body = below(body, rows);
        }
        match self.diary() {
            None => line("Reading.", theme.quiet(), (row(body, 0), buf)),
            Some(diary) => self.body(diary, look, (body, buf)),
        }
        match self.event() {
            Some(event) => foot_saying(self.scope(), event.is_kept(), look, (page.footer, buf)),
            None => footer(self.footer_scope(), look, (page.footer, buf)),
        }
    }

    fn body(&self, diary: &Diary, look: Look, (mut body, buf): (Rect, &mut Buffer)) {
        let theme = look.theme;
        if diary.unplaced() > 0 {
            let entries = if diary.unplaced() == 1 { "entry is" } else { "entries are" };
            let said =
                format!("{} {entries} dated before {FIRST_YEAR} or after today, and in no figure.", diary.unplaced());
            line(&fit(&said, body.width, theme), theme.attention(), (row(body, 0), buf));
            body = below(body, 1);
        }
        if diary.first().is_none() {
            let text = "Nothing yet. Rate the pain of your first steps each morning, about a minute after standing: \
                        f on the first page, or `solemate morning 5 2` for left 5, right 2. After two weeks this page can say something.";
            Prose::new(text, theme.text()).render(body, buf);
            return;
        }
        let today = look.now.today();
        match self.picture() {
            _ if self.is_explained() => self.explained(diary, today, look, (body, buf)),
            picture if self.is_table() => self.as_rows(picture, diary, today, look, (body, buf)),
            Picture::Pain(measure) => self.pain(measure, diary, today, look, (body, buf)),
            Picture::Around => self.around(today, look, (body, buf)),
            Picture::Work => work(self.doses(), Some(self.scroll()), look, (body, buf)),
            Picture::Calendar => calendar(diary, (self.first_shown(today), today), look, (body, buf)),
            Picture::Responses => self.responses_picture(today, look, (body, buf)),
            Picture::Events => self.events_list(diary, today, look, (body, buf)),
        }
    }

    /// The same as rows.
    fn as_rows(&self, picture: Picture, diary: &Diary, today: NaiveDate, look: Look, (body, buf): (Rect, &mut Buffer)) {
        if let Picture::Pain(measure) = picture {
            return self.weeks(measure, diary, today, look, (body, buf));
        }
        let Some(table) = self.table() else { return };
        if picture == Picture::Events && !grid::fits(table, body.width) {
            // The list has all of it in words, which wrap.
            return self.events_list(diary, today, look, (body, buf));
        }
        if table.rows.is_empty() {
            line("Nothing is known of this time.", look.theme.text(), (row(body, 0), buf));
            return;
        }
        grid::scrolled(table, self.scroll(), look, (body, buf));
    }

    /// The feet that were ever rated in this measure.
    fn traces(&self, measure: Measure) -> Vec<Trace<'_>> {
        let traces =
            Side::BOTH.into_iter().filter_map(|side| Some(Trace { side, series: self.series(measure, side)? }));
        traces.filter(|trace| !trace.series.points().is_empty()).collect()
    }

    fn pain(&self, measure: Measure, diary: &Diary, today: NaiveDate, look: Look, (body, buf): (Rect, &mut Buffer)) {
        let theme = look.theme;
        let traces = self.traces(measure);
        if traces.is_empty() {
            let text = match measure {
                Measure::FirstStep => "First steps are not rated yet. `solemate morning 5 2` keeps left 5, right 2.",
                Measure::DayAverage => {
                    "No day's average is rated yet. `solemate log day-average --left 4` keeps one, in the evening."
                }
            };
            Prose::new(text, theme.text()).render(body, buf);
            return;
        }
        let from = self.range().from(today, diary.first());
        let events: Vec<(NaiveDate, &str)> =
            self.events(today).into_iter().map(|mark| (mark.day, mark.text.as_str())).collect();
        let pointed = self.pointed(today);
        let plot = Plot::new(&traces, (self.first_shown(today), today), measure.meaningful(), theme);
        let plot = plot.cursor(pointed).events(&events);
        let beside = body.width.saturating_sub(FOOT);
        let words = |trace: &Trace<'_>| {
            let words = trace.series.trend(from, today).to_string();
            // How many days it rests on stands together, where it does not stand behind.
            let between = if columns(&words) <= beside { &format!(" {} ", theme.signs().between) } else { "\n" };
            words.replace(" · ", between)
        };
        let said: Vec<(Side, String)> = traces.iter().map(|trace| (trace.side, words(trace))).collect();
        let said_rows: u16 = said.iter().map(|(_, text)| said_height(text, beside)).sum();
        let patience = Prose::new(PATIENCE, theme.quiet());
        let reading = pointed.map(|day| self.reading(measure, diary, day));
        let reading_rows = reading.as_ref().map_or(0, |text| said_height(text, body.width));
        let roomy = body.height >= 16;
        let words = said_rows + patience.height(body.width) + reading_rows + u16::from(roomy);
        let legend = u16::from(roomy);
        let more = if body.height >= ROOM_FOR_MORE { 11 } else { 0 };
        let left = body.height.saturating_sub(words + legend + more);
        // The empty row below the picture goes where the scale becomes a fine one with it.
        let air = u16::from(roomy && (is_fine(left) || !is_fine(left + 1)));
        let plot_rows = even(left + u16::from(roomy) - air);
        let mut rest = body;
        if plot_rows >= LEAST {
            if roomy {
                self.legend(&traces, plot.days_a_column(body.width), look, (row(body, 0), buf));
            }
            plot.render(Rect { height: plot_rows, ..below(body, legend) }, buf);
            rest = below(body, legend + plot_rows + air);
        }
        for (side, text) in &said {
            line(&side.word().to_uppercase(), theme.side(*side), (row(rest, 0), buf));
            let place = Rect { x: rest.x + FOOT.min(rest.width), width: beside, ..rest };
            say(text, theme.text(), (place, buf));
            rest = below(rest, said_height(text, beside));
        }
        if let Some(text) = &reading {
            say(text, theme.strong(), (rest, buf));
            rest = below(rest, reading_rows);
        }
        let patience_rows = patience.height(body.width);
        // Half a sentence is none.
        if rest.height >= patience_rows {
            patience.render(rest, buf);
        }
        if more > 0 {
            let rest = below(rest, patience_rows + 1);
            let half = rest.width / 2;
            line("What was done", theme.strong(), (row(rest, 0), buf));
            work(self.doses(), None, look, (Rect { width: half.saturating_sub(3), ..below(rest, 1) }, buf));
            let right = Rect { x: rest.x + half, width: rest.width - half, ..rest };
            line("Days", theme.strong(), (row(right, 0), buf));
            calendar(diary, (self.first_shown(today), today), look, (below(right, 1), buf));
        }
    }

    /// How the figures are made, and what those of each foot rest on.
    fn explained(&self, diary: &Diary, today: NaiveDate, look: Look, (body, buf): (Rect, &mut Buffer)) {
        let theme = look.theme;
        let mut passage = Passage::new(body.width.min(MEASURE));
        let mut add = |word, text: &str, indent| passage.add(word, text, theme.text(), indent);
        let nothing = ("", theme.text());
        match self.picture() {
            Picture::Pain(measure) => {
                add(nothing, measure.explained(), 0);
                let from = self.range().from(today, diary.first());
                for trace in self.traces(measure) {
                    let Some(ground) = trace.series.trend(from, today).ground() else { continue };
                    add(nothing, " ", 0);
                    add((side_sign(trace.side), theme.side(trace.side)), &ground, FOOT);
                }
            }
            Picture::Responses => add(nothing, RESPONSES_EXPLAINED, 0),
            _ => add(nothing, EVENTS_EXPLAINED, 0),
        }
        passage.draw(self.scroll(), look, (body, buf));
    }

    /// What the signs of a picture mean. Where so many days `share` a column, a dot is none of them alone.
    fn legend(&self, traces: &[Trace<'_>], share: Option<u32>, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let theme = look.theme;
        let (what, many) = match self.picture() {
            Picture::Pain(Measure::DayAverage) => ("a day", "days"),
            _ => ("a morning", "mornings"),
        };
        let words = |trace: &Trace<'_>, long: bool| {
            let (dot, dash) = match (trace.side, theme.ascii) {
                (Side::Left, false) => ("●", "──"),
                (Side::Right, false) => ("○", "⠆⠆"),
                (Side::Left, true) => ("*", "=="),
                (Side::Right, true) => ("o", "--"),
            };
            let (what, line) = if long { (format!(" {what}"), " 7-day median") } else { (String::new(), " median") };
            let dot = if share.is_some() { String::new() } else { format!("{dot}{what} ") };
            format!("{} {dot}{dash}{line}", side_sign(trace.side))
        };
        let wide = |long| traces.iter().map(|trace| columns(&words(trace, long)) + 4).sum::<u16>();
        let long = wide(true) <= area.width;
        let mut x = area.x + 5;
        for trace in traces {
            let words = words(trace, long);
            let at = Rect { x, width: area.right().saturating_sub(x), ..area };
            line(&words, theme.side(trace.side), (at, buf));
            x = x.saturating_add(columns(&words) + 4);
        }
        if let Some(days) = share {
            let dots = if theme.ascii { "* o" } else { "● ○" };
            let words = [format!("{dots} {many}, about {days} a column"), format!("{dots} {days} days a column")];
            let room = Rect { x, width: area.right().saturating_sub(x), ..area };
            if let Some(words) = words.iter().find(|words| columns(words) <= room.width) {
                line(words, theme.quiet(), (room, buf));
            }
            return;
        }
        let both = if theme.ascii { "@ both" } else { "◉ both" };
        if traces.len() > 1 && x.saturating_add(columns(both)) <= area.right() {
            line(both, theme.strong(), (Rect { x, width: area.right() - x, ..area }, buf));
        }
    }

    /// What is known of the day that is pointed at.
    fn reading(&self, measure: Measure, diary: &Diary, day: NaiveDate) -> String {
        let mut said = Vec::new();
        for trace in self.traces(measure) {
            let rated = trace.series.between(day, day).first().map(|point| point.pain.value().to_string());
            let median = trace.series.median(day).map(|median| format!(" (median {median})"));
            let rated = rated.unwrap_or_else(|| "not rated".to_owned());
            said.push(format!("{} {rated}{}", trace.side.word(), median.unwrap_or_default()));
        }
        let done = diary.day(day).map_or(Duration::ZERO, crate::domain::trend::Day::done);
        if !done.is_zero() {
            let next = day.succ_opt().map(|next| {
                let rated = |trace: &Trace<'_>| {
                    let point = trace.series.between(next, next).first()?;
                    Some(format!("{} {}", trace.side.word(), point.pain.value()))
                };
                self.traces(measure).iter().filter_map(rated).collect::<Vec<_>>().join(", ")
            });
            let next = next.filter(|next| !next.is_empty()).map_or_else(String::new, |next| match measure {
                Measure::FirstStep => format!(", next morning {next}"),
                Measure::DayAverage => format!(", next day {next}"),
            });
            said.push(format!("{} worked{next}", minutes(done)));
        }
        let events = diary.day(day).into_iter().flat_map(|day| day.events());
        said.extend(events.map(|mark| mark.text.to_string()));
        format!("{}: {}", day.format("%a %-d %b %Y"), said.join(", "))
    }
}

/// Rows that a sentence takes: one where it fits, or else those of a paragraph.
fn said_height(text: &str, width: u16) -> u16 {
    if is_short(text, width) { 1 } else { Prose::new(text, Style::new()).height(width) }
}

fn is_short(text: &str, width: u16) -> bool {
    columns(text) <= width && !text.contains('\n')
}

fn say(text: &str, style: Style, (area, buf): (Rect, &mut Buffer)) {
    if is_short(text, area.width) {
        line(text, style, (row(area, 0), buf));
    } else {
        Prose::new(text, style).render(area, buf);
    }
}

/// The sign of a side.
const fn side_sign(side: Side) -> &'static str {
    match side {
        Side::Left => "LEFT",
        Side::Right => "RIGHT",
    }
}
