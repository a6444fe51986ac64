//! The settings being changed: what is seen of them at once, and what holds from then on.

use super::{App, Screen};
use crate::domain::text::Clean;
use crate::domain::time::Now;
use crate::ui::chosen::{Answer, Taken};
use crate::ui::effect::{Effect, Turn};
use crate::ui::keymap::Keymap;
use crate::ui::screen::settings::SettingsForm;
use crate::ui::theme::Theme;

impl App {
    /// The file of settings was asked something.
    pub(super) fn settings_answered(&mut self, answer: Answer, now: Now) -> Turn {
        match answer {
            Answer::SoreFoot(Ok(taken)) => {
                let turn = self.take(*taken);
                and(turn, self.foot_swapped(now))
            }
            Answer::SoreFoot(Err(why)) => self.say(Clean::visible(&format!("The sore foot stays as it was: {why}."))),
            Answer::Opened(Err(why)) => match &mut self.screen {
                Screen::Settings(form) => form.cannot_read(why),
                _ => {
                    let form = SettingsForm::unreadable(why, self.taken(), self.keys.clone());
                    self.screen = Screen::Settings(Box::new(form));
                    Turn::draw()
                }
            },
            Answer::Opened(Ok(mut opened)) => {
                let turn = if opened.read.form.is_broken() {
                    opened.read.taken = self.taken();
                    Turn::draw()
                } else {
                    self.take(opened.read.taken.clone())
                };
                match &mut self.screen {
                    Screen::Settings(form) => and(turn, form.reopened(*opened)),
                    screen => {
                        *screen = Screen::Settings(Box::new(SettingsForm::new(*opened, self.keys.clone())));
                        turn
                    }
                }
            }
            Answer::Looked(mut found) => {
                let turn = match &mut found {
                    Ok(Some(theirs)) if theirs.read.form.is_broken() => {
                        theirs.read.taken = self.taken();
                        Turn::nothing()
                    }
                    Ok(Some(theirs)) => {
                        // What is seen is what is being chosen, still.
                        let seen = self.taken();
                        let turn = self.take(theirs.read.taken.clone());
                        self.look_as(&seen);
                        turn
                    }
                    Ok(None) | Err(_) => Turn::nothing(),
                };
                match &mut self.screen {
                    Screen::Settings(form) => and(turn, form.looked(found.map(|opened| opened.map(|one| *one)))),
                    _ => turn,
                }
            }
            Answer::Left(kept) => match &mut self.screen {
                Screen::Settings(form) => form.has_left(kept),
                _ => Turn::nothing(),
            },
            Answer::Read(read) => {
                match (&read, &self.screen) {
                    (Ok(read), Screen::Settings(_)) if !read.form.is_broken() => self.look_as(&read.taken),
                    _ => {}
                }
                match &mut self.screen {
                    Screen::Settings(form) => form.read(read),
                    _ => Turn::nothing(),
                }
            }
            Answer::Saved(saved) => {
                let is_broken = matches!(&self.screen, Screen::Settings(form) if form.form().is_broken());
                let saved = saved.map(|(path, taken)| (path, if is_broken { self.taken() } else { *taken }));
                let turn = saved.as_ref().map_or_else(|_| Turn::draw(), |(_, taken)| self.take(taken.clone()));
                match &mut self.screen {
                    Screen::Settings(form) => and(turn, form.has_saved(saved)),
                    _ => turn,
                }
            }
        }
    }

    /// What holds now.
    fn taken(&self) -> Taken {
        Taken { theme: self.theme, keys: self.keys.clone(), prefs: self.prefs }
    }

    /// Somebody else changed the settings.
    pub(super) fn chosen(&mut self, taken: Taken, problems: Vec<Clean>) -> Turn {
        let turn = self.take(taken);
        problems.into_iter().for_each(|problem| drop(self.say(problem)));
        turn
    }

    /// Shows the screens in this theme: the terminal has said what it writes on.
    pub const fn stand_on(&mut self, theme: Theme) {
        self.theme = theme;
    }

    /// Shows the screens as these settings have them.
    pub(super) fn look_as(&mut self, taken: &Taken) {
        self.theme = taken.theme;
        let prefs = taken.prefs;
        (self.prefs.distance, self.prefs.frames, self.prefs.signal) = (prefs.distance, prefs.frames, prefs.signal);
    }

    /// These keys hold from now on, and are the ones that are named.
    fn press_by(&mut self, keys: Keymap) {
        if let Screen::Settings(form) = &mut self.screen {
            form.press_by(keys.clone());
        }
        self.keys = keys;
    }

    /// These settings hold from now on. What was chosen for today stays, unless they say something new about that.
    fn take(&mut self, taken: Taken) -> Turn {
        self.look_as(&taken);
        let new = taken.prefs;
        let (choice, hearing) = self.prefs.rule;
        (self.prefs.usual, self.prefs.view, self.prefs.check) = (new.usual, new.view, new.check);
        self.prefs.by_plan = new.by_plan;
        let today = if new.rule.0 == choice { self.home.choice() } else { new.rule.0 };
        self.prefs.choice = today;
        self.home.prefer(new.usual, today);
        if new.rule.1 != hearing {
            self.prefs.hearing = new.hearing;
        }
        self.prefs.rule = new.rule;
        self.press_by(taken.keys);
        Turn::draw().with(Effect::Hear(self.prefs.hearing))
    }
}

/// One after the other.
fn and(mut first: Turn, second: Turn) -> Turn {
    first.effects.extend(second.effects);
    Turn { effects: first.effects, draw: first.draw || second.draw, go: second.go.or(first.go) }
}
