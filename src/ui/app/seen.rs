//! Whether a session can be read from as far away as it is looked at.

use ratatui::layout::Size;

use super::{App, Screen};
use crate::domain::text::Clean;
use crate::domain::words::capital;
use crate::ui::screen::before::Stage;
use crate::ui::screen::player::View;
use crate::ui::view::too_small;

impl App {
    /// Says once, in a session, what to enlarge if its digits cannot be read from the distance chosen in a window of this
    /// size; again only after a window in which they
    /// could. It goes when it is not true any more, and in the near view, which is looked at from where it can be read. What the page before a session has said is not said twice.
    pub fn seen_in(&mut self, window: Size) {
        let (plan, lives) = match &self.screen {
            Screen::Player(player) => (player.session().plan(), true),
            Screen::Before(before) if before.stage() == Stage::Ready => (before.plan(), false),
            _ => return,
        };
        let longest = plan.segments.iter().map(|segment| segment.length).max().unwrap_or_default();
        let is_near = matches!(&self.screen, Screen::Player(player) if player.view_chosen() == View::Near);
        let small = too_small(longest, self.prefs.distance, window).filter(|_| !is_near);
        let small = small.map(|why| Clean::visible(&format!("{}.", capital(&why))));
        let known = std::mem::replace(&mut self.small_known, small.clone());
        match (known, small) {
            (None, Some(why)) if lives => self.notices.say(why),
            (Some(known), small) if small.as_ref() != Some(&known) => self.notices.take_back(&known, small.as_ref()),
            _ => {}
        }
    }
}
