"""The auditor: reads the finished files of an utgåva and looks for what may not leave the house."""
