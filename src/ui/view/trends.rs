//! Whether it is getting better, in one look: a picture of the days, and below it what it says, with how many days that
//! rests on.

mod calendar;
mod done;
mod events;
mod grid;
mod pain;
mod passage;
mod responses;
mod said;
mod tables;

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use self::calendar::calendar;
use self::pain::FOOT;
use self::passage::Passage;
use super::Look;
use super::page::{Page, below, both_ends, foot_saying, footer, line, row, to_say};
use crate::domain::body::Side;
use crate::domain::time::FIRST_YEAR;
use crate::domain::trend::words::{BETWEEN, EVENTS_EXPLAINED, RESPONSES_EXPLAINED};
use crate::domain::trend::{Diary, Range};
use crate::ui::screen::trends::{Form, Picture, Trends};
use crate::ui::widget::text::{MEASURE, Prose, columns, fit};

/// Below so many rows a blank one is given to the picture, and what was wrong gets a row.
const AIRY: u16 = 24;

impl Trends {
    pub(super) fn view(&self, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let page = Page::of_pictures(area);
        let theme = look.theme;
        let name_of = |range| match range {
            Range::Weeks(weeks) => format!("{weeks} w"),
            Range::All => "all".to_owned(),
        };
        let marked = |range| {
            if range == self.range() { format!("[{}]", name_of(range)) } else { format!(" {} ", name_of(range)) }
        };
        let ranges = Range::OFFERED.map(marked).join(" ");
        let name = self.picture().name();
        let rows = match (self.picture(), self.form()) {
            _ if self.is_explained() => "",
            (Picture::Pain(_), Form::Rows) => ", week by week",
            (Picture::Pain(_), Form::Days) => ", day by day",
            _ => "",
        };
        let title = [format!("{name}{rows}"), name.to_owned()];
        let fitting =
            title.iter().find(|title| columns(title) + columns(&name_of(self.range())) + 2 <= page.heading.width);
        let title = fitting.map_or(name, String::as_str);
        let fits = columns(title) + columns(&ranges) + 2 <= page.heading.width;
        let ranges = if fits { ranges } else { name_of(self.range()) };
        both_ends((title, theme.strong()), (ranges.trim_end(), theme.quiet()), (page.heading, buf));
        let mut body = page.body;
        if let Some(trouble) = self.trouble() {
            let prose = Prose::new(trouble, theme.attention());
            if body.height < AIRY && prose.height(body.width) > 1 {
                // Its first sentence, so that the rest of the page stays.
                let first = trouble.split_inclusive(". ").next().unwrap_or_default().trim_end();
                line(&fit(first, body.width, theme), theme.attention(), (row(body, 0), buf));
                body = below(body, 1);
            } else {
                prose.clone().render(body, buf);
                body = below(body, prose.height(body.width));
            }
        }
        if let Some(event) = self.event() {
            let rows = event.line(look, (body, buf)) + u16::from(body.height >= AIRY);
            body = below(body, rows);
        }
        match self.diary() {
            None => line("Reading.", theme.quiet(), (row(body, 0), buf)),
            Some(diary) => {
                let unsaid = self.body(diary, look, (body, buf));
                // The row of space above the keys has room for one line.
                let space = (page.footer.y > page.body.bottom() && to_say(look).is_none()).then(|| page.footer.y - 1);
                let space = space.map(|y| Rect { y, ..page.footer });
                if let Some((text, place)) = unsaid.filter(|text| columns(text) <= page.footer.width).zip(space) {
                    line(&text, theme.quiet(), (place, buf));
                }
            }
        }
        match self.event() {
            // Before the first word there is nothing that could be saved.
            Some(event) if event.is_changed() || !event.is_kept() => {
                foot_saying(self.scope(), event.is_kept(), look, (page.footer, buf));
            }
            Some(event) => footer(event.scope(), look, (page.footer, buf)),
            None => footer(self.footer_scope(), look, (page.footer, buf)),
        }
    }

    /// What would be said, and has no room there.
    fn body(&self, diary: &Diary, look: Look, (mut body, buf): (Rect, &mut Buffer)) -> Option<String> {
        let theme = look.theme;
        if diary.unplaced() > 0 {
            let entries = if diary.unplaced() == 1 { "entry is" } else { "entries are" };
            let said =
                format!("{} {entries} dated before {FIRST_YEAR} or after today, and in no figure.", diary.unplaced());
            line(&fit(&said, body.width, theme), theme.attention(), (row(body, 0), buf));
            body = below(body, 1);
        }
        if diary.first().is_none() {
            let text = match self.picture() {
                Picture::Around | Picture::Work | Picture::Calendar => {
                    "Nothing yet. After a session it stands here: choose a routine on the first page and press Enter."
                }
                Picture::Events => {
                    "Nothing yet. e marks an event, such as new insoles or a holiday: the weeks before and after it stand here."
                }
                Picture::Pain(_) | Picture::Responses => {
                    "Nothing yet. Rate the pain of your first steps each morning, about a minute after standing: \
                     f on the first page, or `solemate morning 5 2` for left 5, right 2. After two weeks this page can \
                     say something."
                }
            };
            Prose::new(text, theme.text()).render(body, buf);
            return None;
        }
        let today = look.now.today();
        match self.picture() {
            _ if self.is_explained() => self.explained(diary, today, look, (body, buf)),
            picture if self.is_table() => self.as_rows(picture, diary, today, look, (body, buf)),
            Picture::Pain(measure) => return self.pain(measure, (diary, today), look, (body, buf)),
            Picture::Around => self.around(today, look, (body, buf)),
            Picture::Work => self.done(diary, today, look, (body, buf)),
            Picture::Calendar => {
                let pointed = self.pointed(today);
                calendar(diary, (self.first_shown(today), today), pointed, look, (body, buf));
            }
            Picture::Responses => self.responses_picture(today, look, (body, buf)),
            Picture::Events => self.events_list(diary, today, look, (body, buf)),
        }
        None
    }

    /// The same as rows.
    fn as_rows(&self, picture: Picture, diary: &Diary, today: NaiveDate, look: Look, (body, buf): (Rect, &mut Buffer)) {
        if let (Picture::Pain(measure), Form::Rows) = (picture, self.form()) {
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

    /// How the figures are made, and what those of each foot rest on.
    fn explained(&self, diary: &Diary, today: NaiveDate, look: Look, (body, buf): (Rect, &mut Buffer)) {
        let theme = look.theme;
        let mut passage = Passage::new(body.width.min(MEASURE));
        let mut add = |word, text: &str, indent| passage.add(word, text, theme.text(), indent);
        let nothing = ("", theme.text());
        let between = format!("{} ", theme.signs().between);
        match self.picture() {
            Picture::Pain(measure) => {
                add(nothing, measure.explained(), 0);
                let from = self.range().from(today, diary.first());
                for trace in self.traces(measure) {
                    let trend = trace.series.trend(from, today);
                    let Some(ground) = trend.ground() else { continue };
                    add(nothing, " ", 0);
                    // Advice may have made room for the picture.
                    add(
                        (side_sign(trace.side), theme.side(trace.side)),
                        &trend.to_string().replace(BETWEEN, &between),
                        FOOT,
                    );
                    add(nothing, &ground, FOOT);
                }
            }
            Picture::Responses => add(nothing, RESPONSES_EXPLAINED, 0),
            _ => add(nothing, EVENTS_EXPLAINED, 0),
        }
        passage.draw(self.scroll(), look, (body, buf));
    }
}

/// The sign of a side.
const fn side_sign(side: Side) -> &'static str {
    match side {
        Side::Left => "LEFT",
        Side::Right => "RIGHT",
    }
}
