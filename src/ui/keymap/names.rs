//! The names by which `[keys]` in the settings and `solemate keys` know screens and actions. They stay as they are: a
//! person's settings are written in them.

use super::{Action, Scope, table};
use crate::domain::record::DayMark;

/// The names of the screens, in the order of the table.
pub fn screens() -> Vec<&'static str> {
    let mut names = Vec::new();
    for name in table().map(|line| line.scope.name()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// The screen of this name.
pub fn screen_named(word: &str) -> Option<&'static str> {
    table().map(|line| line.scope.name()).find(|name| *name == word)
}

/// The actions of a screen, in the order of the table.
pub fn actions(screen: &str) -> Vec<Action> {
    let mut actions = Vec::new();
    for line in table().filter(|line| line.scope.name() == screen) {
        if !actions.contains(&line.action) {
            actions.push(line.action);
        }
    }
    actions
}

impl Scope {
    /// Its name in the settings. States of one screen that have the same keys share one.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Everywhere => "everywhere",
            Self::Home => "home",
            Self::Filter => "home_find",
            Self::Guide => "new",
            Self::GuideMinutes => "new_minutes",
            Self::NewName => "new_name",
            Self::Adapt => "plan",
            Self::Minutes => "minutes",
            Self::Check => "check",
            Self::Stopped | Self::StoppedOne => "stopped",
            Self::Held => "held",
            Self::LogOnly => "log_only",
            Self::Before | Self::BeforeOne | Self::BeforeRuled => "before",
            Self::Session | Self::SessionNear | Self::SessionLocked => "session",
            Self::After | Self::AfterOne => "after",
            Self::Note => "note",
            Self::History => "history",
            Self::Seek => "history_find",
            Self::Record => "record",
            Self::Said => "said",
            Self::Trends | Self::TrendsRows | Self::TrendsDays | Self::TrendsPlain => "trends",
            Self::Rate | Self::RateOne => "rating",
            Self::Event => "event",
            Self::When => "when",
            Self::Recover => "recover",
            Self::RecoverLate => "recover_late",
            Self::RecoverHeld => "recover_held",
            Self::RecoverLogOnly => "recover_log_only",
            Self::EditSteps => "edit_steps",
            Self::EditFields => "edit_fields",
            Self::EditType => "edit_text",
            Self::EditWord => "edit_word",
            Self::EditBroken => "edit_broken",
            Self::EditSeek => "edit_find",
            Self::EditReview => "edit_review",
            Self::EditLeave => "edit_leave",
            Self::EditConflict => "edit_conflict",
            Self::EditJoin => "edit_join",
            Self::EditGone => "edit_gone",
            Self::EditName => "edit_name",
            Self::EditLeft => "edit_draft",
            Self::Settings => "settings",
            Self::SettingsChoose => "settings_choose",
            Self::SettingsType => "settings_text",
            Self::SettingsKeys => "settings_keys",
            Self::SettingsKeysFind => "settings_keys_find",
            Self::SettingsPress => "settings_press",
            Self::SettingsBroken => "settings_broken",
            Self::SettingsLeave => "settings_leave",
            Self::SettingsUnreadable => "settings_unreadable",
            Self::SettingsWrong => "settings_wrong",
            Self::SettingsConflict => "settings_conflict",
            Self::SettingsJoin => "settings_join",
            Self::SettingsGone => "settings_gone",
            Self::SettingsLeft => "settings_draft",
            Self::Health => "health",
            Self::Cues => "cues",
            Self::CuesAsked => "cues_asked",
            Self::Learn => "learn",
            Self::LearnText => "learn_text",
            Self::LearnSeek => "learn_find",
            Self::LearnSources => "learn_sources",
            Self::Busy => "busy",
            Self::Help => "help",
        }
    }

    /// Whether letters are typed there, or taken as they are pressed.
    pub const fn is_typing(self) -> bool {
        matches!(
            self,
            Self::Filter
                | Self::NewName
                | Self::Minutes
                | Self::Note
                | Self::Seek
                | Self::When
                | Self::EditType
                | Self::EditWord
                | Self::EditSeek
                | Self::EditName
                | Self::SettingsType
                | Self::SettingsKeysFind
                | Self::SettingsPress
                | Self::LearnSeek
        )
    }
}

impl Action {
    /// Its name in the settings, of its own within a screen.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
            Self::PageUp => "page_up",
            Self::PageDown => "page_down",
            Self::First => "first",
            Self::Last => "last",
            Self::Left => "left",
            Self::Right => "right",
            Self::Open => "open",
            Self::Back | Self::GoBack => "back",
            Self::Quit => "quit",
            Self::Interrupt => "leave",
            Self::Suspend => "shell",
            Self::Redraw => "redraw",
            Self::Mute => "sound",
            Self::Help => "help",
            Self::Filter => "find",
            Self::History => "history",
            Self::Trends => "trends",
            Self::Learn => "learn",
            Self::Longer => "longer",
            Self::Shorter => "shorter",
            Self::Explain => "explain",
            Self::Sides => "sides",
            Self::Minutes => "minutes",
            Self::Adapt => "plan",
            Self::Toggle => "toggle",
            Self::Gentle => "gentle_day",
            Self::NextField => "next",
            Self::PreviousField => "previous",
            Self::Note => "note",
            Self::Details => "details",
            Self::Erase => "erase",
            Self::EraseNext => "erase_next",
            Self::EraseWord => "erase_word",
            Self::Clear => "clear",
            Self::Number(_) => "number",
            Self::BigButton => "pause",
            Self::Pause => "pause_only",
            Self::Skip => "skip",
            Self::Restart => "again",
            Self::Reset => "default",
            Self::AddTime => "more_time",
            Self::TakeTime => "less_time",
            Self::WaitForMe => "wait_for_me",
            Self::SwapSides => "swap_sides",
            Self::ThatHurt => "that_hurt",
            Self::OtherSide => "other_side",
            Self::Lock => "lock",
            Self::Stop => "end",
            Self::View => "view",
            Self::GoOn => "go_on",
            Self::KeepAndClose => "keep_and_close",
            Self::TakeOver => "take_over",
            Self::LookOn => "look_on",
            Self::Cues => "cue_check",
            Self::Rate => "rate",
            Self::Settings => "settings",
            Self::AddRating => "add_rating",
            Self::Event => "event",
            Self::When => "when",
            Self::Place => "place",
            Self::Delete => "delete",
            Self::Undo => "undo",
            Self::Redo => "redo",
            Self::Edit => "edit",
            Self::New => "new",
            Self::NewFrom => "new_from",
            Self::Save => "save",
            Self::SaveAs => "save_as",
            Self::Theirs => "take_theirs",
            Self::Mine => "keep_mine",
            Self::Drop => "drop",
            Self::Hide => "hide",
            Self::ShowHidden => "hidden",
            Self::Outside => "editor",
            Self::Try => "try",
            Self::Add => "add",
            Self::Duplicate => "duplicate",
            Self::Cut => "cut",
            Self::Copy => "copy",
            Self::Paste => "paste",
            Self::MoveUp => "move_up",
            Self::MoveDown => "move_down",
            Self::MarkStep => "select",
            Self::Group => "group",
            Self::Ungroup => "ungroup",
            Self::NewLine => "new_line",
            Self::Yes => "yes",
            Self::No => "no",
            Self::Health => "health",
            Self::Agreed => "agreed",
            Self::Painkillers => "painkillers",
            Self::Anyway => "anyway",
            Self::Mark(DayMark::Rest) => "rest_day",
            Self::Mark(DayMark::Tired) => "tired",
            Self::Mark(DayMark::Flare) => "flare_up",
            Self::Mark(DayMark::Travel) => "travel",
            Self::Mark(DayMark::Home) => "home",
            Self::Mark(DayMark::Swap) => "swap_foot",
            Self::Visit => "visit",
            Self::Stay => "stay",
        }
    }

    /// Whether its keys are never others: those of the pain scale and of numbered lines, and those by which a terminal
    /// stops any program.
    pub const fn is_fixed(self) -> bool {
        matches!(self, Self::Number(_) | Self::Interrupt | Self::Suspend)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_action_of_a_screen_has_a_name_of_its_own() {
        for screen in screens() {
            let actions = actions(screen);
            let names: HashSet<_> = actions.iter().map(|action| action.name()).collect();
            assert_eq!(names.len(), actions.len(), "{screen}: {actions:?}");
        }
    }

    #[test]
    fn names_are_written_without_quotes() {
        let names = screens().into_iter().chain(screens().into_iter().flat_map(actions).map(Action::name));
        for name in names {
            assert!(name.chars().all(|c| c.is_ascii_lowercase() || c == '_'), "{name}");
        }
    }
}
