//! Where a turn leads, and what it wants kept.

use super::{App, Screen};
use crate::domain::desk::Ask;
use crate::domain::text::Clean;
use crate::domain::time::Now;
use crate::ui::effect::{Effect, Go, Turn};
use crate::ui::screen::after::After;
use crate::ui::screen::guide::Guide;
use crate::ui::screen::health::HealthCheck;
use crate::ui::screen::history::History;
use crate::ui::screen::learn::Learn;
use crate::ui::screen::player::Player;
use crate::ui::screen::rate::Rate;
use crate::ui::screen::trends::Trends;

impl App {
    /// Goes where a turn leads, and remembers what it wants kept.
    pub(super) fn follow(&mut self, turn: Turn, now: Now) -> Turn {
        let mut turn = self.note_effects(turn, now);
        self.note_levels(&turn, now);
        self.note_health(&turn, now);
        self.note_flags(&turn);
        let Some(go) = turn.go.take() else { return turn };
        let claims = turn.effects.iter().any(|effect| matches!(effect, Effect::Claim(_)));
        let led = match go {
            Go::Home => self.go_home(now),
            Go::History => {
                let (history, turn) = History::new(self.prefs.usual, self.read.take());
                self.screen = Screen::History(Box::new(history));
                turn
            }
            Go::Trends => {
                let (trends, turn) = Trends::new();
                self.screen = Screen::Trends(Box::new(trends));
                turn
            }
            Go::Learn => {
                let (learn, turn) = Learn::new();
                self.screen = Screen::Learn(Box::new(learn));
                turn
            }
            Go::Health => {
                self.screen = Screen::Health(Box::new(HealthCheck::new(self.care.health, now)));
                Turn::draw()
            }
            Go::Rate => {
                self.screen = Screen::Rate(Box::new(Rate::new(self.prefs.usual, &self.recent, now)));
                Turn::draw()
            }
            Go::Before(wanted) => {
                self.prefs.choice = wanted.choice;
                self.prepare(wanted.routine, wanted.adjust, now)
            }
            Go::New(marked, from_marked) => {
                self.screen = {
                    let guide = Guide::new((marked, from_marked), self.prefs.usual, now);
                    Screen::Guide(Box::new(guide.guarded(self.care.guard(now))))
                };
                Turn::draw()
            }
            Go::Try(routine) => self.try_step(*routine, now),
            Go::Live(ready) => self.live(*ready, claims, now),
            Go::Resume(unfinished) => match Player::resume(*unfinished, &self.recent, self.prefs.view, now) {
                Ok(player) => {
                    self.play(player, claims);
                    self.with_anatomy(Turn::draw())
                }
                Err(why) => self.say(Clean::visible(&why.to_string())),
            },
            Go::After(ended) => {
                if !ended.record.lived.is_zero() {
                    self.home.see(&ended.record.routine, ended.record.started);
                }
                let after = After::new(*ended).guarded(&self.care.guard(now));
                self.screen = Screen::After(Box::new(after));
                Turn::draw()
            }
        };
        turn.draw |= led.draw;
        let led = self.follow(led, now);
        turn.effects.extend(led.effects);
        turn
    }

    /// Home again, with what was left behind in a word.
    fn go_home(&mut self, now: Now) -> Turn {
        self.home.show_all();
        let left = match &self.screen {
            Screen::Editor(editor) => editor.farewell(),
            Screen::Settings(form) => {
                let (held, left) = (form.held().clone(), form.parting().cloned());
                self.look_as(&held);
                left
            }
            _ => None,
        };
        if let Screen::History(history) = &mut self.screen {
            self.read = history.read();
        }
        let was_lived = matches!(self.screen, Screen::After(_));
        self.screen = self.home_screen();
        self.advise(now);
        if was_lived {
            self.home.follow_suggestion();
        }
        match left {
            Some(words) => self.say(words).with(Effect::Desk(Ask::List)),
            // What was done changes what is next.
            None if was_lived => Turn::draw().with(Effect::ReadRecent),
            None => Turn::draw(),
        }
    }

    /// Everything to be kept goes through one place, so that nothing is forgotten when the disk refuses.
    pub(super) fn note_effects(&mut self, mut turn: Turn, now: Now) -> Turn {
        let mut saves = false;
        for effect in &mut turn.effects {
            if let Effect::Keep(facts) = effect {
                // Here every correction passes on its way to the disk: it bears the moment at which it was made.
                let made = std::mem::take(facts).into_iter().map(|fact| fact.made(now.wall)).collect();
                *effect = self.saving.keep(made);
                saves = true;
            }
        }
        // A boundary in the session is an occasion to try again.
        let boundary = turn.effects.iter().any(|effect| matches!(effect, Effect::SaveProgress(_)));
        if boundary && !saves {
            turn.effects.extend(self.saving.retry());
        }
        turn
    }
}
