// A script that loads, under the tracker's name.
