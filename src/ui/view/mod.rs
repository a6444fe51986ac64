//! How the screens look. Looking changes nothing: everything here reads, and draws into a buffer.
//!
//! ```text
//!   page ──┬ heading            what this is, and what time
//!          ├ body               one file for each screen
//!          └ footer             the keys that matter now, or what is being said
//! ```

mod adapt;
mod after;
mod before;
mod changes;
mod cues;
mod editor;
mod entry;
mod event;
mod guide;
mod health;
mod help;
mod history;
mod home;
mod learn;
mod page;
mod record;
mod recover;
mod settings;
mod stage;
mod trends;

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};
use ratatui::widgets::Widget;

pub use self::stage::Pictures;
use super::app::{App, Overlay, Screen};
use super::distance::Distance;
use super::keymap::{Action, Keymap, Scope};
use super::saving::Saved;
use super::theme::Theme;
use super::widget::text::TooSmall;
use crate::domain::anatomy::Anatomy;
use crate::domain::motion::Frames;
use crate::domain::text::Clean;
use crate::domain::time::Now;

/// What every view is told besides its own screen.
#[derive(Clone, Copy)]
struct Look<'a> {
    theme: &'a Theme,
    /// The keys as they hold here.
    keys: &'a Keymap,
    now: Now,
    distance: Distance,
    saved: Saved<'a>,
    /// The drawings of leg and foot, once they are read, and how much of them moves.
    anatomy: Option<(&'a Anatomy, Frames)>,
    /// Things to be said once, the first of them until the next key.
    notices: &'a [Clean],
}

impl Look<'_> {
    /// The key of an action, as a sentence names it.
    fn key(&self, scope: Scope, action: Action) -> String {
        self.keys.name(scope, action)
    }
}

/// What to enlarge where the digits of `longest` cannot be read from so far away in a window of this size; none where they
/// can.
pub fn too_small(longest: Duration, from: Distance, window: Size) -> Option<String> {
    let (needed, have) = (from.digit_rows(), stage::digit_rows(longest, Rect::from((Position::ORIGIN, window)), from));
    let from = from.word();
    (have < needed).then(|| format!("from {from} the digits need {needed} rows and have {have}: enlarge the window"))
}

impl App {
    /// Draws what is up over the whole of `buf`, which is blank; what of it moves between two changes of the rest.
    pub fn draw(&self, buf: &mut Buffer, now: Now) -> Pictures {
        let pictures = self.draw_screen(buf, now);
        self.theme.paint(&mut buf.content);
        pictures
    }

    /// Draws what has moved over the last frame, which `buf` still has and `pictures` were in; the cells that may have
    /// changed. None where more than that may be otherwise.
    pub fn draw_moved(&self, pictures: &mut Pictures, buf: &mut Buffer, now: Now) -> Option<Rect> {
        match (&self.screen, &self.overlay, &self.anatomy) {
            (Screen::Player(player), None, Some(anatomy)) => {
                let (motion, theme) = (player.motion(self.prefs.frames, now)?, &self.theme);
                pictures.go_on(anatomy.of(motion.view)?, &motion, (theme, buf))
            }
            _ => None,
        }
    }

    fn draw_screen(&self, buf: &mut Buffer, now: Now) -> Pictures {
        let area = buf.area;
        let anatomy = self.anatomy.as_deref().map(|anatomy| (anatomy, self.prefs.frames));
        let look = Look {
            theme: &self.theme,
            keys: &self.keys,
            now,
            distance: self.prefs.distance,
            saved: self.saved(),
            anatomy,
            notices: self.notices.as_slice(),
        };
        if TooSmall::applies(area) {
            if let (None | Some(Overlay::Help(_)), Screen::Player(player)) = (&self.overlay, &self.screen)
                && player.in_small(look, (area, buf))
            {
                return Pictures::default();
            }
            let instead = match (&self.overlay, &self.screen) {
                (None | Some(Overlay::Help(_)), Screen::Player(player)) => player.in_short(look, area),
                _ => Vec::new(),
            };
            TooSmall::new(&self.theme).instead(instead).render(area, buf);
            return Pictures::default();
        }
        match &self.overlay {
            Some(Overlay::Help(scroll)) => {
                let lived = match &self.screen {
                    Screen::Player(player) => player.in_a_line(look, area),
                    _ => Vec::new(),
                };
                help::view((self.screen_scope(), scroll), &lived, look, (area, buf));
            }
            Some(Overlay::Busy(who)) => recover::busy(who, look, (area, buf)),
            None => match &self.screen {
                Screen::Home => self.home.view(look, (area, buf)),
                Screen::Adapt(adapt) => adapt.view(look, (area, buf)),
                Screen::Before(before) => before.view(look, (area, buf)),
                Screen::Player(player) => return player.view(look, (area, buf)),
                Screen::After(after) => after.view(look, (area, buf)),
                Screen::History(history) => history.view(look, (area, buf)),
                Screen::Trends(trends) => trends.view(look, (area, buf)),
                Screen::Learn(learn) => learn.view(look, (area, buf)),
                Screen::Rate(rate) => rate.view(look, (area, buf)),
                Screen::Recover(recover) => recover.view(look, (area, buf)),
                Screen::Health(check) => check.view(look, (area, buf)),
                Screen::Cues(check) => check.view(look, (area, buf)),
                Screen::Editor(editor) => editor.view(look, (area, buf)),
                Screen::Guide(guide) => guide.view(look, (area, buf)),
                Screen::Settings(form) => form.view(look, (area, buf)),
            },
        }
        Pictures::default()
    }
}
