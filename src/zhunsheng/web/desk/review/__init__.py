"""The reviewer's queue and rounds."""
