//! Where files live.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use directories::ProjectDirs;

use crate::store::error::shown;
use crate::store::running::RUNNING_FILE;

/// The environment variable that names one folder for everything.
pub const HOME_VARIABLE: &str = "SOLEMATE_HOME";

/// The folders in which the program keeps files. Knowing them touches nothing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Places {
    config: PathBuf,
    data: PathBuf,
    state: PathBuf,
    cache: PathBuf,
    /// What the system removes when the person logs out.
    runtime: Option<PathBuf>,
}

/// A folder that was named cannot be used.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum BadPlace {
    /// Its path does not stand for the same folder everywhere, or cannot be shown.
    #[error("{name} is \"{}\", which {why}: name a folder by its whole path", shown(path))]
    Path {
        /// The option or variable.
        name: &'static str,
        /// What it says.
        path: PathBuf,
        /// What is wrong with it.
        why: &'static str,
    },
    /// The system names no home folder.
    #[error("there is no home folder to keep files in: name a folder with {HOME_VARIABLE}")]
    NoHome,
}

impl Places {
    /// Finds the folders: below `home` if it is given (an option of the command line, `named` so), else below
    /// `SOLEMATE_HOME`, else where `XDG_CONFIG_HOME`, `XDG_DATA_HOME`, `XDG_STATE_HOME` and `XDG_CACHE_HOME` say (on any Unix), else where
    /// the system keeps such files.
    ///
    /// # Errors
    /// When a path is empty, relative or not text; or when there is no home folder at all.
    pub fn find(home: Option<(&'static str, &Path)>) -> Result<Self, BadPlace> {
        Self::resolve(home, |variable| std::env::var_os(variable))
    }

    fn resolve(
        home: Option<(&'static str, &Path)>,
        variable: impl Fn(&str) -> Option<OsString>,
    ) -> Result<Self, BadPlace> {
        // By its rules a relative path in one of these is to be passed over, not an error.
        let xdg = |name: &'static str| {
            let path = variable(name).map(PathBuf::from).filter(|path| cfg!(unix) && path.is_absolute())?;
            Some(usable(name, path).map(|path| path.join("solemate")))
        };
        let runtime = xdg("XDG_RUNTIME_DIR").and_then(Result::ok);
        if let Some((name, home)) = home {
            return Ok(Self { runtime, ..Self::below(name, home.to_path_buf())? });
        }
        if let Some(home) = variable(HOME_VARIABLE) {
            return Ok(Self { runtime, ..Self::below(HOME_VARIABLE, home.into())? });
        }
        let system = ProjectDirs::from("", "", "solemate");
        let or_system = |own: Option<Result<PathBuf, BadPlace>>, of: fn(&ProjectDirs) -> &Path| {
            own.unwrap_or_else(|| {
                system
                    .as_ref()
                    .ok_or(BadPlace::NoHome)
                    .and_then(|dirs| usable("the home folder", of(dirs).to_path_buf()))
            })
        };
        Ok(Self {
            config: or_system(xdg("XDG_CONFIG_HOME"), ProjectDirs::config_dir)?,
            data: or_system(xdg("XDG_DATA_HOME"), ProjectDirs::data_dir)?,
            // macOS and Windows have no such folder.
            state: or_system(xdg("XDG_STATE_HOME"), |dirs| dirs.state_dir().unwrap_or(dirs.data_local_dir()))?,
            cache: or_system(xdg("XDG_CACHE_HOME"), ProjectDirs::cache_dir)?,
            runtime,
        })
    }

    fn below(name: &'static str, home: PathBuf) -> Result<Self, BadPlace> {
        let home = usable(name, home)?;
        Ok(Self {
            config: home.join("config"),
            data: home.join("data"),
            state: home.join("state"),
            cache: home.join("cache"),
            runtime: None,
        })
    }

    /// The folder of settings and personal routines.
    pub fn config(&self) -> &Path {
        &self.config
    }

    /// The folder of what is worth a backup.
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// The folder of what belongs to this machine only, and is not to be synced.
    pub fn state(&self) -> &Path {
        &self.state
    }

    /// The folder of what can be made again at any time.
    pub fn cache(&self) -> &Path {
        &self.cache
    }

    /// The folder of the history.
    pub fn history(&self) -> PathBuf {
        self.data.join("history")
    }

    /// The folder of personal routines.
    pub fn routines(&self) -> PathBuf {
        self.config.join("routines")
    }

    /// The routines that are not to be listed.
    pub fn hidden_file(&self) -> PathBuf {
        self.config.join("hidden")
    }

    /// The folder of a person's own drawings.
    pub fn anatomy(&self) -> PathBuf {
        self.config.join("anatomy")
    }

    /// The answers of the cue check: they are about the terminals of this machine.
    pub fn cues_file(&self) -> PathBuf {
        self.state.join("cues.toml")
    }

    /// The day on which the first steps were last offered here.
    pub fn offered_file(&self) -> PathBuf {
        self.state.join("offered")
    }

    /// The day of the newest entry at which it was asked whether the clock is right.
    pub fn clock_file(&self) -> PathBuf {
        self.state.join("clock")
    }

    /// What the person wants of their days.
    pub fn plan_file(&self) -> PathBuf {
        self.config.join("plan.toml")
    }

    /// What the plan was before it was eased off.
    pub fn eased_file(&self) -> PathBuf {
        self.data.join("eased")
    }

    /// The ledger of levels: with the history it is worth a backup.
    pub fn levels_file(&self) -> PathBuf {
        self.data.join("levels")
    }

    /// The health profile: private, and so not beside the settings, which people publish.
    pub fn profile_file(&self) -> PathBuf {
        self.data.join("profile.toml")
    }

    /// The settings.
    pub fn settings_file(&self) -> PathBuf {
        self.config.join("config.toml")
    }

    /// Where the session under way can be called, in the order in which it is tried: beside its checkpoint, which every
    /// caller finds whatever its environment; and where that disk holds no sockets or the path is too long for one, in
    /// the folder the system keeps for such things.
    pub fn sockets(&self) -> Vec<PathBuf> {
        let mark = crc32fast::hash(self.state.as_os_str().as_encoded_bytes());
        let runtime = self.runtime.iter().map(|folder| folder.join(format!("ctl-{mark:08x}.sock")));
        std::iter::once(self.state.join("ctl.sock")).chain(runtime).collect()
    }

    /// The checkpoint of a session under way.
    pub fn running_file(&self) -> PathBuf {
        self.state.join(RUNNING_FILE)
    }
}

fn usable(name: &'static str, path: PathBuf) -> Result<PathBuf, BadPlace> {
    let why = match path.to_str() {
        None => "is not text in UTF-8",
        Some("") => "is empty",
        Some(_) if !path.is_absolute() => "is not a whole path",
        Some(_) => return Ok(path),
    };
    Err(BadPlace::Path { name, path, why })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(variables: &[(&str, &str)]) -> Result<Places, BadPlace> {
        Places::resolve(None, |name| variables.iter().find(|(n, _)| *n == name).map(|(_, value)| value.into()))
    }

    #[cfg(unix)]
    #[test]
    fn one_variable_names_a_folder_for_everything_and_an_option_goes_before_it() {
        let places_of =
            |home| Places::resolve(home, |name| (name == HOME_VARIABLE).then(|| "/srv/sole".into())).unwrap();
        let below = places_of(None);
        assert_eq!(below.history(), Path::new("/srv/sole/data/history"));
        assert_eq!(below.routines(), Path::new("/srv/sole/config/routines"));
        assert_eq!(below.running_file(), Path::new("/srv/sole/state/running.json"));
        assert_eq!(places_of(Some(("--home", Path::new("/x")))).data(), Path::new("/x/data"));
    }

    #[cfg(unix)]
    #[test]
    fn xdg_folders_count_on_every_unix_unless_they_are_relative() {
        let found =
            places(&[("XDG_DATA_HOME", "/d"), ("XDG_STATE_HOME", "/s"), ("XDG_CONFIG_HOME", "relative")]).unwrap();
        assert_eq!((found.data(), found.state()), (Path::new("/d/solemate"), Path::new("/s/solemate")));
        assert!(found.config().is_absolute());
    }

    #[cfg(unix)]
    #[test]
    fn a_session_is_called_beside_its_checkpoint_or_where_the_system_keeps_sockets() {
        let found = places(&[("XDG_STATE_HOME", "/s"), ("XDG_RUNTIME_DIR", "/run/user/7")]).unwrap();
        let mark = crc32fast::hash(b"/s/solemate");
        let sockets: [PathBuf; 2] =
            ["/s/solemate/ctl.sock".into(), format!("/run/user/7/solemate/ctl-{mark:08x}.sock").into()];
        assert_eq!(found.sockets(), sockets);
        let other = places(&[(HOME_VARIABLE, "/x"), ("XDG_RUNTIME_DIR", "/run/user/7")]).unwrap();
        assert_ne!(other.sockets()[1], sockets[1], "two homes are two sessions");
        assert_eq!(places(&[(HOME_VARIABLE, "/x"), ("XDG_RUNTIME_DIR", "here")]).unwrap().sockets().len(), 1);
    }

    #[test]
    fn d9_a_relative_or_empty_home_is_refused_by_name() {
        for (path, why) in [("here/there", "is not a whole path"), ("", "is empty")] {
            let refused = places(&[(HOME_VARIABLE, path)]).unwrap_err().to_string();
            assert_eq!(refused, format!("SOLEMATE_HOME is \"{path}\", which {why}: name a folder by its whole path"));
        }
    }
}
