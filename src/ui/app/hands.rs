//! What the person does: keys, mouse and paste, on their way to the screen or to what lies over it.

use crossterm::event::KeyEvent;

use super::{App, Overlay, Screen};
use crate::domain::text::Clean;
use crate::domain::time::Now;
use crate::ui::effect::{Claim, Effect, Leave, Turn};
use crate::ui::keymap::{Action, Button, Scope, typed};
use crate::ui::list::Scroll;
use crate::ui::saving::Saved;
use crate::ui::screen::home::Offered;

impl App {
    pub(super) fn key(&mut self, key: &KeyEvent, now: Now) -> Turn {
        let scope = self.scope();
        match self.keys.action_for(scope, key) {
            // There a key is taken as it is, but for those that lead out of every screen.
            action if scope == Scope::SettingsPress => match (action, &mut self.screen) {
                (Some(action @ (Action::Back | Action::Interrupt | Action::Suspend)), _) => self.act(action, now),
                (_, Screen::Settings(form)) => form.press(key),
                _ => Turn::nothing(),
            },
            Some(action) => self.act(action, now),
            None => match (scope, typed(key)) {
                (Scope::Filter, Some(letter)) => self.home.type_letter(letter),
                (Scope::NewName | Scope::GuideMinutes, Some(letter)) => match &mut self.screen {
                    Screen::Guide(guide) => guide.type_letter(letter),
                    _ => Turn::nothing(),
                },
                (Scope::EditType | Scope::EditWord | Scope::EditSeek | Scope::EditName, Some(letter)) => {
                    match &mut self.screen {
                        Screen::Editor(editor) => editor.type_letter(letter),
                        _ => Turn::nothing(),
                    }
                }
                (Scope::LearnSeek, Some(letter)) => match &mut self.screen {
                    Screen::Learn(learn) => learn.type_letter(letter),
                    _ => Turn::nothing(),
                },
                (Scope::Settings | Scope::SettingsType | Scope::SettingsKeysFind, Some(letter)) => {
                    match &mut self.screen {
                        Screen::Settings(form) => form.type_letter(letter),
                        _ => Turn::nothing(),
                    }
                }
                (Scope::Note | Scope::When | Scope::Seek | Scope::Minutes, Some(letter)) => match &mut self.screen {
                    Screen::Adapt(adapt) => adapt.type_letter(letter),
                    Screen::After(after) => after.type_letter(letter),
                    Screen::Rate(rate) => rate.entry.type_letter(letter),
                    Screen::History(history) => history.type_letter(letter, now),
                    Screen::Trends(trends) => trends.type_letter(letter),
                    _ => Turn::nothing(),
                },
                // One big button: with oil on the hands, any key will do.
                (Scope::Session, _) => self.act(Action::BigButton, now),
                (Scope::SessionLocked, _) => self.refuse(now),
                _ => self.read_on(),
            },
        }
    }

    /// A key that means nothing else shows what else is to be said.
    fn read_on(&mut self) -> Turn {
        let before = self.notices.as_slice().len();
        self.dismiss_notice();
        if self.notices.as_slice().len() == before { Turn::nothing() } else { Turn::draw() }
    }

    pub(super) fn mouse(&mut self, button: Button, now: Now) -> Turn {
        let scope = self.scope();
        match (self.keys.action_of(scope, button), &mut self.screen) {
            (Some(action), Screen::Player(player)) if matches!(button, Button::WheelUp | Button::WheelDown) => {
                player.turn(action, now)
            }
            (Some(action), _) => self.act(action, now),
            (None, _) if scope == Scope::SessionLocked => self.refuse(now),
            (None, _) => Turn::nothing(),
        }
    }

    /// The mouse was pressed at a place that matters on some screens.
    pub(super) fn point(&mut self, (column, row): (u16, u16), now: Now) -> Turn {
        match (&self.overlay, &mut self.screen) {
            (None, Screen::Editor(editor)) => editor.point((column, row).into()),
            (None, Screen::Settings(form)) => form.point((column, row).into()),
            (None, Screen::Learn(learn)) => learn.point((column, row).into()),
            _ => self.mouse(Button::Click, now),
        }
    }

    fn refuse(&mut self, now: Now) -> Turn {
        match &mut self.screen {
            Screen::Player(player) => player.refuse(now),
            _ => Turn::nothing(),
        }
    }

    pub(super) fn act(&mut self, action: Action, now: Now) -> Turn {
        self.dismiss_notice();
        match (action, &mut self.overlay) {
            (Action::Interrupt, _) => return Turn::nothing().with(Effect::Quit(Leave::Interrupted)),
            (Action::Suspend, _) => {
                let turn = match &mut self.screen {
                    Screen::Player(player) => player.pause(now),
                    // Whoever stops the program may never go on with it.
                    _ => Turn { draw: true, ..self.keep_words(now) },
                };
                return turn.with(Effect::Suspend);
            }
            (Action::Redraw, _) => return Turn::draw().with(Effect::Redraw),
            (Action::Help, _) => {
                self.overlay = Some(Overlay::Help(Scroll::default()));
                return Turn::draw();
            }
            (Action::Cues, Some(Overlay::Help(_))) if !matches!(self.screen, Screen::Home) => return Turn::nothing(),
            (Action::Cues, Some(Overlay::Help(_))) => self.overlay = None,
            (_, Some(Overlay::Help(scroll))) => {
                if !scroll.act(action) {
                    self.overlay = None;
                }
                return Turn::draw();
            }
            (Action::LookOn, Some(Overlay::Busy(_))) => return Turn::nothing().with(Effect::LookOn),
            (_, Some(Overlay::Busy(_))) => {
                self.overlay = None;
                let turn = Turn::draw();
                let take_over = action == Action::TakeOver;
                return if take_over { turn.with(Effect::Claim(Claim::TakeOver)) } else { turn };
            }
            (_, None) => {}
        }
        match (&mut self.screen, action) {
            (Screen::Player(player), Action::Mute) => {
                self.prefs.hearing = self.prefs.hearing.next(self.prefs.rule.1);
                return player.heard(self.prefs.hearing, now).with(Effect::Hear(self.prefs.hearing));
            }
            (Screen::Recover(_), Action::Back) => {
                self.say(Clean::visible(
                    "It is offered again at the next start, or kept as it stands when another session begins.",
                ));
            }
            (Screen::Home, Action::Open | Action::Minutes | Action::Adapt) => {
                let opens_draft = action == Action::Open && self.home.is_draft();
                if let Some(why) = self.home.trouble(&self.keys).filter(|_| !opens_draft) {
                    return self.say(why);
                }
            }
            (Screen::Home, Action::Hide) if self.home.is_draft() => {
                if let Some(why) = self.home.trouble(&self.keys) {
                    return self.say(why);
                }
            }
            _ => {}
        }
        match (&mut self.screen, action) {
            (Screen::Home, Action::Mark(mark)) => return self.mark_day(mark, now),
            (Screen::Home, Action::Visit) => return self.tick_visit(now),
            (Screen::Home, Action::Yes | Action::Back) if matches!(self.home.offered(now), Some(Offered::Word(_))) => {
                return self.answer_word(action == Action::Yes);
            }
            _ => {}
        }
        match &mut self.screen {
            Screen::Home => self.home.update(action, now),
            Screen::Adapt(adapt) => adapt.update(action),
            Screen::Before(before) => before.update(action, now),
            Screen::Player(player) => player.update(action, now),
            Screen::After(after) => after.update(action, now),
            Screen::Trends(trends) => trends.update(action, now),
            Screen::Learn(learn) => learn.update(action),
            Screen::History(history) => history.update(action, now),
            Screen::Rate(rate) => rate.update(action, now),
            Screen::Recover(recover) => recover.update(action),
            Screen::Health(check) => check.update(action),
            Screen::Cues(check) => check.update(action, now),
            Screen::Editor(editor) => editor.update(action, now),
            Screen::Guide(guide) => guide.update(action),
            Screen::Settings(form) => form.update(action),
        }
    }

    pub(super) fn scroll(&mut self, notches: i16, now: Now) -> Turn {
        if matches!(self.screen, Screen::Player(_)) && self.overlay.is_none() {
            return self.mouse(if notches < 0 { Button::WheelUp } else { Button::WheelDown }, now);
        }
        let action = if notches < 0 { Action::Up } else { Action::Down };
        match self.scope() {
            Scope::Home
            | Scope::Filter
            | Scope::Adapt
            | Scope::History
            | Scope::Seek
            | Scope::Record
            | Scope::Said
            | Scope::Trends
            | Scope::Health
            | Scope::Stopped
            | Scope::StoppedOne
            | Scope::Guide
            | Scope::GuideMinutes
            | Scope::NewName
            | Scope::EditSteps
            | Scope::EditFields
            | Scope::EditWord
            | Scope::EditReview
            | Scope::EditLeave
            | Scope::EditConflict
            | Scope::EditJoin
            | Scope::Settings
            | Scope::SettingsChoose
            | Scope::SettingsKeys
            | Scope::SettingsKeysFind
            | Scope::SettingsLeave
            | Scope::SettingsWrong
            | Scope::SettingsConflict
            | Scope::Learn
            | Scope::LearnText
            | Scope::LearnSeek
            | Scope::LearnSources
            | Scope::SettingsJoin
            | Scope::SettingsLeft
            | Scope::Help => self.act(action, now),
            _ => Turn::nothing(),
        }
    }

    pub(super) fn paste(&mut self, text: &Clean, now: Now) -> Turn {
        match (&self.overlay, &mut self.screen) {
            (None, Screen::After(after)) => after.paste(text),
            (None, Screen::Rate(rate)) => rate.entry.paste(text),
            (None, Screen::History(history)) => history.paste(text, now),
            (None, Screen::Trends(trends)) => trends.paste(text),
            (None, Screen::Adapt(adapt)) => text.chars().fold(Turn::nothing(), |turn, c| {
                let next = adapt.type_letter(c);
                Turn { draw: turn.draw || next.draw, ..next }
            }),
            (None, Screen::Editor(editor)) => editor.paste(text),
            (None, Screen::Guide(guide)) => guide.paste(text),
            (None, Screen::Settings(form)) => form.paste(text),
            (None, Screen::Learn(learn)) => learn.paste(text),
            (None, Screen::Home) => {
                text.chars().filter(|c| !c.is_control()).fold(Turn::nothing(), |_, c| self.home.type_letter(c))
            }
            _ => Turn::nothing(),
        }
    }

    /// The first notice has been seen, if it was to be seen: not while something more urgent stood in its place, not on a
    /// page that asks a question, and not in a session, where a key means the session and notices go by themselves.
    fn dismiss_notice(&mut self) {
        if !self.lives() && self.overlay.is_none() && !matches!(self.saving.state(), Saved::NotYet(_)) {
            self.notices.dismiss();
        }
    }
}
