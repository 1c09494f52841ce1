"""核实: which facts does this claim need, which evidence proves each, and what does the parcel's route really say?"""
