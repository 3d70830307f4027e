"""The moving figure as data: skeleton, poses, contacts. Pure maths, no Qt."""
