//! The program: command line, settings, wiring of the features, demo
