//! A session that was cut off, or that runs elsewhere.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::page::{Page, below, both_ends, footer, hints, line};
use super::{Look, record};
use crate::domain::time::clock;
use crate::domain::words::{self, health};
use crate::ui::app::Elsewhere;
use crate::ui::keymap::{Action, Scope};
use crate::ui::screen::recover::Recover;
use crate::ui::widget::text::{Facts, Prose};

impl Recover {
    pub(super) fn view(&self, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let theme = look.theme;
        let page = Page::of(area);
        let plan = &self.unfinished().plan;
        both_ends(("A session was cut off", theme.strong()), (&plan.name, theme.quiet()), (page.heading, buf));
        let Some(done) = self.record() else {
            let text = "What was kept of it does not fit together, so it cannot go on. The file is left as it is.";
            Prose::new(text, theme.attention()).render(page.body, buf);
            footer(self.scope(), look, (page.footer, buf));
            return;
        };
        let began = self.unfinished().started.format("%A %-d %B, %H:%M").to_string();
        let seen = self.unfinished().saved.format("%H:%M").to_string();
        let lived = words::of(done.lived, done.planned);
        let left = clock(plan.total().saturating_sub(done.lived));
        let rows = [("began", began.as_str()), ("last seen", &seen), ("done", &lived), ("left", &left)];
        let facts = Facts::new(&rows, theme);
        let high = facts.height(page.body.width);
        facts.render(page.body, buf);
        let mut y = high + 1;
        let first = if self.is_held() {
            let [keep, anyway] = [Action::KeepAndClose, Action::Anyway].map(|action| look.key(self.scope(), action));
            let title = health::held_back(self.outlook(), self.flags());
            let rest = match self.is_log_only() {
                true => String::new(),
                false => format!(" {anyway} goes on with it all the same."),
            };
            format!("{title} {keep}: keep what was done, and close it.{rest}")
        } else if self.scope() == Scope::Recover {
            format!("{}: go on where it stopped, paused at first.", look.key(Scope::Recover, Action::GoOn))
        } else {
            let late = |action| look.key(Scope::RecoverLate, action);
            let (keep, go_on) = (late(Action::KeepAndClose), late(Action::GoOn));
            format!("{keep}: keep what was done, and close it. Press {go_on} to go on where it stopped.")
        };
        let prose = Prose::new(&first, theme.strong());
        let high = prose.height(page.body.width);
        prose.render(below(page.body, y), buf);
        y += high + 1;
        if self.looks() {
            record::table(done, true, 0, look, (below(page.body, y), buf));
        } else {
            let lighter = health::lighter(self.outlook());
            let text = "Everything up to then is kept, whatever you choose. The time since does not count.";
            Prose::new(&format!("{lighter}{text}"), theme.quiet()).render(below(page.body, y), buf);
        }
        footer(self.scope(), look, (page.footer, buf));
    }
}

/// A session runs elsewhere.
pub fn busy(elsewhere: &Elsewhere, look: Look, (area, buf): (Rect, &mut Buffer)) {
    let page = Page::of(area);
    line("A session is running already", look.theme.strong(), (page.heading, buf));
    let who = format!("{}.", words::capital(&elsewhere.who));
    let prose = Prose::new(&who, look.theme.text());
    let high = prose.height(page.body.width);
    prose.render(page.body, buf);
    let text = "Take over: it ends there, and goes on here where it stopped. Nothing it did is lost.";
    let text = Prose::new(text, look.theme.quiet());
    let over = text.height(page.body.width);
    text.render(below(page.body, high + 1), buf);
    if let Some(seen) = &elsewhere.seen {
        Prose::new(seen, look.theme.strong()).render(below(page.body, high + over + 2), buf);
    }
    hints(Scope::Busy, look, (page.footer, buf));
}
