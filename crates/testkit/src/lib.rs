//! The test application, fixtures and both databases
