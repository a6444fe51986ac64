//! One session of the history: pain around it, where it hurt, its note, and planned against done.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::domain::body::Side;
use crate::domain::history::by_words;
use crate::domain::record::{PainKind, Rating, What};
use crate::domain::time::clock;
use crate::domain::words;
use crate::ui::keymap::Scope;
use crate::ui::screen::history::Session;
use crate::ui::view::history::kind;
use crate::ui::view::page::{Page, below, both_ends, foot_saying, footer, line, row, typed};
use crate::ui::view::{Look, record};
use crate::ui::widget::text::Prose;

impl Session {
    /// The routine's name at that time.
    pub(in crate::ui::view) fn name(&self) -> &str {
        self.opened.record().map_or("", |record| &record.name)
    }

    pub(in crate::ui::view) fn view(&self, scope: Scope, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let page = Page::of(area);
        let (theme, opened) = (look.theme, &self.opened);
        let Some(done) = opened.record() else { return };
        let when = words::day_and_time(done.started, look.now.dawn);
        both_ends((&done.name, theme.strong()), (&when, theme.quiet()), (page.heading, buf));
        let between = format!(" {} ", theme.signs().between);
        let mut facts = vec![words::of(done.lived, done.planned)];
        if done.did_nothing() {
            facts.push(words::NOTHING_DONE.into());
        } else if !words::ending(done.ending).is_empty() {
            facts.push(words::ending(done.ending).into());
        }
        facts.extend(done.fitted.iter().map(|fitted| fitted.in_full()));
        if !done.paused.is_zero() {
            facts.push(format!("paused {}", clock(words::whole(done.paused))));
        }
        let facts = facts.join(&between);
        let facts = Prose::new(&facts, theme.text());
        let mut y = facts.height(page.body.width);
        facts.render(page.body, buf);
        for side in Side::BOTH {
            let value = |kind| opened.ratings().rev().find(|r| r.side == side && r.kind == kind).map(|r| r.value);
            let mut text = words::before_after(value(PainKind::NowBefore), value(PainKind::NowAfter));
            let during = |r: &&Rating| r.side == side && r.kind == PainKind::NowDuring;
            if let Some(most) = opened.ratings().filter(during).map(|r| r.value.value()).max() {
                let between = if text.is_empty() { "" } else { between.as_str() };
                text = format!("{text}{between}at most {most} during");
            }
            if !text.is_empty() {
                y += record::beside((side.word(), theme.side(side)), &text, look, (below(page.body, y), buf));
            }
        }
        for (feet, rating) in by_words(opened.ratings()) {
            let words = [&rating.place, &rating.note].into_iter().flatten().map(|said| said.to_string());
            let text = std::iter::once(kind(rating.kind).to_owned()).chain(words).collect::<Vec<_>>().join(&between);
            let label = match feet.only() {
                Some(side) => (side.word(), theme.side(side)),
                None => ("both", theme.strong()),
            };
            y += record::beside(label, &text, look, (below(page.body, y), buf));
        }
        y += record::hurts(done, look, (below(page.body, y), buf));
        y += self.notes(look, (below(page.body, y), buf));
        y += u16::from(page.body.height >= 14);
        let room = below(page.body, y);
        let most = record::whole_height(done, room.width).saturating_sub(room.height);
        record::whole(done, self.scroll.top(most), look, (room, buf));
        match &self.note {
            Some(note) => foot_saying(scope, note.is_kept(), look, (page.footer, buf)),
            None => footer(scope, look, (page.footer, buf)),
        }
    }

    /// Its notes, the last of them as it is being written; says how many rows that took.
    fn notes(&self, look: Look, (area, buf): (Rect, &mut Buffer)) -> u16 {
        let theme = look.theme;
        let mut y = 0;
        let last = self.opened.last_note().map(|fact| fact.id);
        let notes = self.opened.about.iter().filter_map(|fact| match &fact.what {
            What::Note(note) if self.note.is_none() || Some(fact.id) != last => Some(&note.text),
            _ => None,
        });
        for text in notes.filter(|text| !text.is_empty()) {
            y += record::beside(("note", theme.quiet()), text, look, (below(area, y), buf));
        }
        if let Some(note) = &self.note {
            let line_of = row(area, y);
            line("note", theme.strong(), (line_of, buf));
            let room = Rect { x: line_of.x + 6, width: line_of.width.saturating_sub(6), ..line_of };
            typed(note.field(), look, (room, buf));
            y += 1;
        }
        y
    }
}
