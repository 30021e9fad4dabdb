"""What happens in the demonstration's year after the table and its records are in, scene by scene.

A scene is one file here with a tuple ``SCENES``; the index is a walk over the folder. Scenes are played in the order of
their days, by the demonstration's own people through the operations that people use, at the moment of their day.
"""
