"""The measures of the person: lengths of segments, masses, and how far joints move.

Lengths are shares of the height after Drillis and Contini (1966), Body Segment Parameters, New York University Technical Report
1166.03, as given in Winter (2009), Biomechanics and Motor Control of Human Movement, 4th edition, figure 4.1. Masses and centres of
segments are Winter's, table 4.1. What is marked as ours was chosen by eye.
"""

from __future__ import annotations

ANKLE_HEIGHT = 0.039
FOOT = 0.152
SHANK = 0.246
THIGH = 0.245
UPPER_ARM = 0.186
FOREARM = 0.146
HAND = 0.108
HEAD = 0.130
HIP_WIDTH = 0.191
SHOULDER_WIDTH = 0.259
PELVIS = 0.100  # ours: the trunk of .288 bends at the waist
THORAX = 0.188
NECK_BASE = 0.035  # ours, as are the following
NECK = 0.082
HEAD_FORWARD = 0.014
GRIP = 0.050
TOE = (0.113, -0.035)
BALL = (0.085, -0.039)
HEEL = (-0.036, -0.037)

MASS = {
    "head": 0.081,
    "trunk": 0.497,
    "upper_arm": 0.028,
    "forearm": 0.016,
    "hand": 0.006,
    "thigh": 0.100,
    "shank": 0.0465,
    "foot": 0.0145,
}
"""Mass of a segment as a share of the body's; limbs are counted for one side."""

CENTRE = {"thigh": 0.433, "shank": 0.433, "upper_arm": 0.436, "forearm": 0.430, "trunk": 0.50, "foot": 0.50}
"""Centre of mass of a segment, from its upper end."""

RANGES = {
    "hip": (-30.0, 125.0),
    "knee": (-5.0, 145.0),
    "ankle": (-60.0, 35.0),
    "shoulder": (-60.0, 185.0),
    "elbow": (-5.0, 150.0),
    "wrist": (-80.0, 92.0),
    "spine": (-35.0, 80.0),
    "head": (-70.0, 60.0),
    "hip_abduct": (-30.0, 50.0),
    "shoulder_abduct": (-45.0, 185.0),
    "side_bend": (-40.0, 40.0),
}
"""How far joints of healthy adults move, in degrees.

After the American Academy of Orthopaedic Surgeons (1965), Joint Motion: Method of Measuring and Recording, with room above its
means for the ends of the normal range: knee 135, hip 120 and -30, ankle 20 unloaded and -50, elbow 150, shoulder 180 and -60, wrist
80 and 70, hip abduction 45, shoulder across the body 45 (horizontal flexion 130, from the side). A loaded ankle with a bent knee
bends further than 20 degrees, as in a squat or a lunge.

The wrist's 92 is ours, without a source: a picture does not tell bending to the thumb from bending to the back of the hand, and the
start of a push-up, with the arm upright over a flat hand, is drawn with a right angle there. It is no measure of what a wrist
should bear.
"""
STRAIGHT_KNEE_HIP = 95.0
"""With a straight knee the hamstrings stop the hip earlier."""
