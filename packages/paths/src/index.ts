export { PathsError } from './errors.js';
export type { PathsErrorCode } from './errors.js';
export type { Bounds } from './geometry/bounds.js';
export type { Path } from './geometry/path.js';
export type { Point, Vector } from './geometry/vector.js';

export type { Arc, BoundOptions, BoundedMedium, Corner, Interface, Leg, LowerBound, Medium, PiecewiseMedium, Sector } from './medium/medium.js';
export { isotropic } from './medium/localCost.js';
export type { LocalCost } from './medium/localCost.js';
export { pathTime } from './medium/pathTime.js';
export type { SegmentMedium, TimedMedium } from './medium/pathTime.js';

export { clearance } from './cost/clearance.js';
export type { ClearanceOptions } from './cost/clearance.js';
export { costField } from './cost/costField.js';
export type { CostField, CostFieldOptions, CostTerm, LocalTerm } from './cost/costField.js';
export { windTime } from './cost/windTime.js';
export type { WindOptions } from './cost/windTime.js';

export type { SpeedField } from './field/field.js';
export { fieldTime } from './field/fieldTime.js';
export type { FieldTime, FieldTimeOptions } from './field/fieldTime.js';
export { softRegions } from './field/softRegions.js';
export type { SoftRegionsOptions } from './field/softRegions.js';
export { speedField } from './field/speedField.js';
export type { SpeedFieldOptions, SpeedFunction } from './field/speedField.js';

export { arrivalTimes } from './grid/arrivalTimes.js';
export type { ArrivalOptions, ArrivalStart, ArrivalTimes } from './grid/arrivalTimes.js';
export { heightGrid } from './grid/heightGrid.js';
export type { HeightGrid, HeightGridOptions } from './grid/heightGrid.js';
export { isochrones } from './grid/isochrones.js';
export type { Isochrone } from './grid/isochrones.js';
export type { Raster } from './grid/raster.js';
export type { RasterMedium } from './grid/rasterMedium.js';
export { rWalk, tobler } from './grid/slopeCost.js';
export type { RWalkOptions, SlopeCost, ToblerOptions } from './grid/slopeCost.js';
export { speedGrid } from './grid/speedGrid.js';
export type { SpeedGrid, SpeedGridOptions } from './grid/speedGrid.js';

export type { CurvedChange, CurvedDerivatives } from './interfaces/curvedDerivatives.js';
export { interfaces } from './interfaces/interfaces.js';
export type { InterfacesMedium, InterfacesOptions } from './interfaces/interfaces.js';
export { interfacesLeastTime } from './interfaces/interfacesLeastTime.js';
export type { InterfacesParameters } from './interfaces/interfacesLeastTime.js';
export type { SurfaceFunction } from './interfaces/surface.js';

export { layered } from './layered/layered.js';
export type { LayeredMedium, LayeredOptions, Offset } from './layered/layered.js';
export type { LayeredGeometry } from './layered/layeredGeometry.js';
export type { Layer, NamedLayer } from './layered/layers.js';
export type { LayeredDerivatives } from './layered/layeredDerivatives.js';
export { layeredLeastTime } from './layered/layeredLeastTime.js';
export type { LayeredLeastTime, LayeredParameters } from './layered/layeredLeastTime.js';
export { layeredLowerBound } from './layered/layeredLowerBound.js';
export { layeredPath, straightSpans } from './layered/layeredPath.js';
export type { LayeredUnknowns } from './layered/layeredPath.js';
export { layeredTime } from './layered/layeredTime.js';
export type { LayeredTime, LayeredTimeOptions } from './layered/layeredTime.js';
export type { LayeredChange } from './layered/pointsChange.js';
export type { Stack } from './layered/ray.js';
export { solveLayered } from './layered/solveLayered.js';
export type { LayeredSolution } from './layered/solveLayered.js';

export { certify } from './proof/certify.js';
export type { Certificate } from './proof/certify.js';
export type { CrossingKind, SnellCrossing } from './proof/snellCrossing.js';
export { verifySnell } from './proof/verifySnell.js';
export type { SnellOptions, SnellReport } from './proof/verifySnell.js';

export type { Arrangement, ArrangementEdge, ArrangementFace, ArrangementTriangle } from './regions/arrangement.js';
export type { RegionChange, RegionDerivatives } from './regions/derivatives/regionDerivatives.js';
export { regionsLeastTime } from './regions/derivatives/regionsLeastTime.js';
export type { RegionParameters } from './regions/derivatives/regionsLeastTime.js';
export type { Region, RegionsOptions } from './regions/readRegions.js';
export { regions } from './regions/regions.js';
export type { RegionsMedium } from './regions/regions.js';
export type { Polygon, Ring, SideSource } from './regions/sides.js';

export { reflect, refract } from './ray/refract.js';
export { traceRay } from './ray/traceRay.js';
export type { Ray, RayEnding, RayLaunch, RayOptions, RefractiveMedium } from './ray/traceRay.js';

export type { Candidate, LeastTimePath, PathDescription, PathLeg, SearchHints, SolvableMedium, TimedPath } from './search/candidate.js';
export { pathDifference } from './search/differentPaths.js';
export { iterateLeastTimePath, leastTimePath } from './search/leastTimePath.js';
export type { LeastTimeOptions, LeastTimeProgress } from './search/leastTimePath.js';
export type { SearchProgress, Steps } from './search/steps.js';
export { piecewiseCandidate } from './search/piecewiseCandidate.js';

export { fitSpeeds } from './sensitivity/fitSpeeds.js';
export type { FitSpeedsOptions, FittedSpeeds, TravelTime } from './sensitivity/fitSpeeds.js';
export type { DifferentiablePath, Values } from './sensitivity/differentiablePath.js';
export { sensitivity } from './sensitivity/sensitivity.js';
export type { Sensitivity, SensitiveMedium, TimeDerivatives } from './sensitivity/sensitivity.js';

export type { Agent } from './vehicle/agent.js';
export { dubinsPath } from './vehicle/dubins.js';
export type { DubinsPath, DubinsWord } from './vehicle/dubins.js';
export type { Motion, Pose } from './vehicle/pose.js';
